//! What governance may change without an upgrade: one struct for each pallet, so that a pallet
//! reads one item. The getters clamp each value to bounds that only an upgrade changes, so that
//! no vote can, say, have history deleted after a day.

use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::Get,
};
use pallet_records_access::RecordsLimits;
use pallet_supply_chain::Deadlines;
use salus_primitives::{consent::ImplicitPolicy, Moment, DAY, HOUR, MINUTE};

use super::{governance::CouncilMajority, time};
use crate::{weights, BlockNumber, Runtime, RuntimeEvent};

/// Deadlines and windows of the supply chain, in milliseconds.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	codec::Encode,
	codec::Decode,
	codec::DecodeWithMemTracking,
	codec::MaxEncodedLen,
	scale_info::TypeInfo,
)]
pub struct SupplyChainLimits {
	/// How far event time may lie before the block's.
	pub max_backdating: Moment,
	/// How long a consignee has to receive a shipment.
	pub receipt_period: Moment,
	/// How long a maker has to answer for packs that a holder introduced.
	pub review_period: Moment,
	/// How long a recall may stay open where whoever opens it sets no date.
	pub recall_period: Moment,
	/// How long history is kept (SC-9: six years).
	pub retention: Moment,
}

/// How long rows of the other pallets are kept, in milliseconds.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	codec::Encode,
	codec::Decode,
	codec::DecodeWithMemTracking,
	codec::MaxEncodedLen,
	scale_info::TypeInfo,
)]
pub struct Retention {
	/// History of credentials.
	pub credentials: Moment,
	/// Obligations that were fulfilled or cancelled.
	pub obligations: Moment,
}

const YEAR: Moment = 365 * DAY;

/// How health records begin: the periods of HIPAA where there is one, of the GDPR otherwise.
pub const DEFAULT_RECORDS_LIMITS: RecordsLimits = RecordsLimits {
	ticket_period: 7 * DAY,
	break_glass_period: 12 * HOUR,
	break_glass_quota: 5,
	late_period: 7 * DAY,
	review_period: 3 * DAY,
	overdue_suspends: 3,
	recovery_period: 3 * DAY,
	access_period: 30 * DAY,
	amendment_period: 60 * DAY,
	request_period: 30 * DAY,
	accounting_period: 60 * DAY,
	extension: 30 * DAY,
	long_extension: 60 * DAY,
	answer_period: 14 * DAY,
	retention: 6 * YEAR,
	strictest_policy: ImplicitPolicy::Deny,
	most_open_policy: ImplicitPolicy::AllNormal,
	default_policy: ImplicitPolicy::BreakGlassOnly,
};

/// The parameters by pallet.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// Of the supply chain.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod supply_chain {
		/// Deadlines and windows.
		#[codec(index = 0)]
		pub static Limits: SupplyChainLimits = SupplyChainLimits {
			max_backdating: 180 * DAY,
			receipt_period: 10 * DAY,
			review_period: 30 * DAY,
			recall_period: 90 * DAY,
			retention: 6 * YEAR,
		};

		/// Deadlines of what is done when something is wrong.
		#[codec(index = 1)]
		pub static Terms: Deadlines = Deadlines {
			investigation: 10 * DAY,
			notice: DAY,
			quarantine: DAY,
			alert: DAY,
			reversal: 10 * DAY,
			acknowledgement: 3 * DAY,
			reconciliation: 30 * DAY,
			trace: DAY,
			trace_dispenser: 2 * DAY,
			exception: 10 * DAY,
			excursion: 10 * DAY,
		};
	}

	/// Of governance.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod governance {
		/// How many blocks new code is announced before it may be applied.
		#[codec(index = 0)]
		pub static UpgradeDelay: BlockNumber = 2 * time::DAYS;
	}

	/// Of health records.
	#[dynamic_pallet_params]
	#[codec(index = 3)]
	pub mod records_access {
		/// Deadlines, windows and bounds.
		#[codec(index = 0)]
		pub static Limits: RecordsLimits = DEFAULT_RECORDS_LIMITS;
	}

	/// Of participants and obligations.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod people {
		/// How long rows are kept.
		#[codec(index = 0)]
		pub static Kept: Retention = Retention { credentials: 6 * YEAR, obligations: 6 * YEAR };
	}
}

/// How long new code is announced before it may be applied: an hour to 30 days.
pub struct UpgradeDelay;

impl Get<BlockNumber> for UpgradeDelay {
	fn get() -> BlockNumber {
		<dynamic_params::governance::UpgradeDelay as Get<_>>::get()
			.clamp(time::HOURS, 30 * time::DAYS)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		RuntimeParameters::People(dynamic_params::people::Parameters::Kept(
			dynamic_params::people::Kept,
			Some(Retention { credentials: 6 * YEAR, obligations: 6 * YEAR }),
		))
	}
}

/// A getter that clamps.
macro_rules! clamped {
	($(#[$doc:meta])* $name:ident = $parameter:ty, $field:ident, $least:expr, $most:expr) => {
		$(#[$doc])*
		pub struct $name;

		impl Get<Moment> for $name {
			fn get() -> Moment {
				<$parameter as Get<_>>::get().$field.clamp($least, $most)
			}
		}
	};
}

use dynamic_params::{people::Kept, supply_chain::Limits};

clamped!(
	/// How far event time may lie before the block's: a day to a year.
	MaxBackdating = Limits, max_backdating, DAY, YEAR
);
clamped!(
	/// How long a consignee has to receive a shipment: an hour to 90 days.
	ReceiptPeriod = Limits, receipt_period, HOUR, 90 * DAY
);
clamped!(
	/// How long a maker has to answer for introduced packs: a day to a year.
	ReviewPeriod = Limits, review_period, DAY, YEAR
);
clamped!(
	/// How long a recall may stay open: a day to two years.
	RecallPeriod = Limits, recall_period, DAY, 2 * YEAR
);
clamped!(
	/// How long a pack's history is kept: six years at least (SC-9).
	SupplyRetention = Limits, retention, 6 * YEAR, 30 * YEAR
);
clamped!(
	/// How long the history of credentials is kept: six years at least.
	CredentialRetention = Kept, credentials, 6 * YEAR, 30 * YEAR
);
clamped!(
	/// How long closed obligations are kept: a year at least.
	ObligationRetention = Kept, obligations, YEAR, 30 * YEAR
);

/// Deadlines of what is done when something is wrong. What a law says in hours can be made shorter,
/// not longer: 24 hours for notices and answers (SC-6, SC-8), 48 for traces (SC-10), ten days for a
/// reversal (FMD-3).
pub struct SupplyDeadlines;

impl Get<Deadlines> for SupplyDeadlines {
	fn get() -> Deadlines {
		let set: Deadlines = <dynamic_params::supply_chain::Terms as Get<_>>::get();
		Deadlines {
			investigation: set.investigation.clamp(DAY, 90 * DAY),
			notice: set.notice.clamp(HOUR, DAY),
			quarantine: set.quarantine.clamp(HOUR, 7 * DAY),
			alert: set.alert.clamp(HOUR, DAY),
			reversal: set.reversal.clamp(HOUR, 10 * DAY),
			acknowledgement: set.acknowledgement.clamp(HOUR, 30 * DAY),
			reconciliation: set.reconciliation.clamp(DAY, YEAR),
			trace: set.trace.clamp(HOUR, 2 * DAY),
			trace_dispenser: set.trace_dispenser.clamp(HOUR, 2 * DAY),
			exception: set.exception.clamp(HOUR, 90 * DAY),
			excursion: set.excursion.clamp(HOUR, 90 * DAY),
		}
	}
}

/// The limits of health records, each within bounds that only an upgrade changes.
pub struct ClampedRecordsLimits;

impl Get<RecordsLimits> for ClampedRecordsLimits {
	fn get() -> RecordsLimits {
		let set = <dynamic_params::records_access::Limits as Get<RecordsLimits>>::get();
		// Rights of patients: no vote makes a deadline longer than the law has it.
		let (month, two_months) = (30 * DAY, 60 * DAY);
		let strictest_policy = set.strictest_policy;
		let most_open_policy = set.most_open_policy.max(strictest_policy);
		RecordsLimits {
			ticket_period: set.ticket_period.clamp(HOUR, 31 * DAY),
			// CN-7: 4 to 24 hours.
			break_glass_period: set.break_glass_period.clamp(4 * HOUR, 24 * HOUR),
			break_glass_quota: set.break_glass_quota.clamp(1, 24),
			late_period: set.late_period.clamp(DAY, 31 * DAY),
			review_period: set.review_period.clamp(DAY, month),
			overdue_suspends: set.overdue_suspends.clamp(1, pallet_records_access::MAX_UNREVIEWED),
			recovery_period: set.recovery_period.clamp(DAY, month),
			access_period: set.access_period.clamp(DAY, month),
			amendment_period: set.amendment_period.clamp(DAY, two_months),
			request_period: set.request_period.clamp(DAY, month),
			accounting_period: set.accounting_period.clamp(DAY, two_months),
			extension: set.extension.clamp(0, month),
			long_extension: set.long_extension.clamp(0, two_months),
			answer_period: set.answer_period.clamp(DAY, two_months),
			retention: set.retention.clamp(6 * YEAR, 30 * YEAR),
			strictest_policy,
			most_open_policy,
			default_policy: set.default_policy.clamp(strictest_policy, most_open_policy),
		}
	}
}

/// Clocks of trading partners differ: event time may lie this far after the block's.
pub struct MaxFuture;

impl Get<Moment> for MaxFuture {
	fn get() -> Moment {
		5 * MINUTE
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = CouncilMajority;
	type WeightInfo = weights::parameters::Parameters<Runtime>;
}
