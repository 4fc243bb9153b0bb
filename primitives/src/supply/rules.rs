//! The words of what is done when something is wrong: suspect product and its notices, failed
//! verification, recalls that have to be effective, exempt transfers, exceptions, cold chain.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use super::{Day, LotNumber, Serial};

word! {
	/// Why a product is suspect (SC-7; DSCSA 581(21)).
	pub enum SuspectReason {
		/// Potentially counterfeit.
		Counterfeit = 0,
		/// Potentially diverted.
		Diverted = 1,
		/// Potentially stolen.
		Stolen = 2,
		/// Potentially adulterated on purpose.
		Adulterated = 3,
		/// Potentially the subject of a fraudulent transaction.
		FraudulentTransaction = 4,
		/// Otherwise unfit for distribution.
		UnfitForDistribution = 5,
	}
}

word! {
	/// How the investigation of a suspect product ends (SC-7).
	pub enum Verdict {
		/// It is what it says: it is free again.
		Cleared = 0,
		/// It is illegitimate: it can only be destroyed or disposed of.
		Illegitimate = 1,
	}
}

word! {
	/// The kinds of a Form FDA 3911 (SC-8).
	pub enum NoticeKind {
		/// The first about an incident.
		Initial = 0,
		/// More about the same.
		FollowUp = 1,
		/// It is over, as the authority was asked.
		Termination = 2,
	}
}

word! {
	/// Classes of incident of a Form FDA 3911 (SC-8).
	pub enum NoticeReason {
		/// Counterfeit.
		Counterfeit = 0,
		/// Diverted.
		Diverted = 1,
		/// Stolen.
		Stolen = 2,
		/// Adulterated on purpose.
		Adulterated = 3,
		/// The subject of a fraudulent transaction.
		FraudulentTransaction = 4,
		/// Unfit for distribution.
		UnfitForDistribution = 5,
		/// A manufacturer sees a high risk that product is illegitimate.
		HighRisk = 6,
	}
}

word! {
	/// How many consignees a recall has to be checked with (RC-1; 21 CFR 7.42(b)(3)).
	pub enum EffectivenessLevel {
		/// All.
		A = 0,
		/// A share between 10 and 100 percent, set case by case.
		B = 1,
		/// A tenth.
		C = 2,
		/// One in fifty.
		D = 3,
		/// None.
		E = 4,
	}
}

word! {
	/// How a recall stands (RC-1).
	pub enum RecallStatus {
		/// It goes on.
		Ongoing = 0,
		/// It has reached those it had to; nobody has ended it.
		Completed = 1,
		/// It was ended.
		Terminated = 2,
	}
}

word! {
	/// Why a change of owner is no transaction (SC-5; DSCSA 581(24)(B)).
	pub enum ExemptReason {
		/// Within a group of companies.
		Intracompany = 0,
		/// Among hospitals under common control.
		CommonControl = 1,
		/// For a medical emergency or a public health emergency.
		Emergency = 2,
		/// Minimal quantities by a pharmacy to a practitioner for office use.
		OfficeUse = 3,
		/// Samples.
		Sample = 4,
		/// Blood and blood components for transfusion.
		Blood = 5,
		/// Fluids, electrolytes, nutrition for intravenous use.
		IntravenousFluid = 6,
		/// For irrigation, or sterile water.
		Irrigation = 7,
		/// Medical gas.
		MedicalGas = 8,
		/// Convenience kits.
		ConvenienceKit = 9,
		/// Given to a charity.
		Charitable = 10,
		/// Sale or merger of a business.
		BusinessTransfer = 11,
	}
}

word! {
	/// What does not agree between goods and data (SC-12; GS1 US exceptions, categories 1 to 4).
	pub enum ExceptionKind {
		/// Product without data: more than announced.
		Overage = 0,
		/// Product without data: more inside a sealed container than announced.
		ConcealedOverage = 1,
		/// Product without data: of another lot.
		WrongLot = 2,
		/// Product without data: of another serial.
		WrongSerial = 3,
		/// Product without data: sold to somebody else.
		WrongSoldTo = 4,
		/// Product without data: none was received.
		NoData = 5,
		/// Data without product: less than announced.
		Shortage = 6,
		/// Data without product: less inside a sealed container than announced.
		ConcealedShortage = 7,
		/// Data without product: lost on the way.
		Lost = 8,
		/// Damaged.
		Damaged = 9,
		/// Several of these.
		Mixed = 10,
	}
}

impl ExceptionKind {
	/// The product is not there, only its data.
	pub const fn is_without_product(self) -> bool {
		matches!(self, Self::Shortage | Self::ConcealedShortage | Self::Lost)
	}
}

word! {
	/// How an exception is resolved (SC-12).
	pub enum Resolution {
		/// It is kept, with corrected data.
		Keep = 0,
		/// It goes back.
		Return = 1,
		/// It is destroyed.
		Destroy = 2,
		/// There was nothing: the case is cancelled.
		Cancel = 3,
	}
}

word! {
	/// How the storage of something left its profile (CC-1 to CC-3).
	pub enum Excursion {
		/// Colder than ever allowed.
		TooCold = 0,
		/// Warmer than ever allowed.
		TooWarm = 1,
		/// Outside the limits for too long, over all of its life.
		TooLong = 2,
		/// A gap in the readings, which counts as an excursion.
		Gap = 3,
		/// The mean kinetic temperature is too high.
		MeanKinetic = 4,
	}
}

word! {
	/// What quality decides of what left its storage conditions (CC-3).
	pub enum QualityDecision {
		/// It is stable, and free again.
		Released = 0,
		/// It can only be destroyed or disposed of.
		Rejected = 1,
	}
}

/// What stands on the label of a pack.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Label {
	/// AI (01).
	pub gtin: u64,
	/// AI (21).
	pub serial: Serial,
	/// AI (10).
	pub lot: LotNumber,
	/// AI (17): the last day of use.
	pub expiry: Day,
}

/// What became of the packs of a recall at one consignee (RC-2).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Reconciliation {
	/// How many were sent to it.
	pub shipped: u32,
	/// How many it sent back, or on to others as a return.
	pub returned: u32,
	/// How many it destroyed.
	pub destroyed: u32,
	/// How many it had supplied to the public before.
	pub dispensed: u32,
	/// How many nobody finds.
	pub unaccounted: u32,
}

impl Reconciliation {
	/// Whether shipped = returned + destroyed + dispensed + unaccounted.
	pub fn adds_up(&self) -> bool {
		[self.returned, self.destroyed, self.dispensed, self.unaccounted]
			.into_iter()
			.try_fold(0u32, |sum, part| sum.checked_add(part))
			== Some(self.shipped)
	}
}

/// What limits the storage of a product, beside its [`StorageProfile`](super::StorageProfile).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct StorageLimits {
	/// How many minutes may lie between two readings.
	pub max_gap: u32,
	/// The highest mean kinetic temperature, in hundredths of a degree Celsius.
	pub max_mean_kinetic: i16,
}

/// Readings of a sensor, summed up by whoever signs the call (CC-2). Temperatures in hundredths of
/// a degree Celsius.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ConditionSummary {
	/// The root of the tree of all readings.
	pub readings: [u8; 32],
	/// How many there are.
	pub count: u32,
	/// The time of the first, in milliseconds.
	pub from: u64,
	/// The time of the last.
	pub to: u64,
	/// The lowest.
	pub min: i16,
	/// The highest.
	pub max: i16,
	/// How many minutes lay outside the limits that the label sets for all times.
	pub minutes_outside: u32,
	/// The longest time between two readings, in minutes.
	pub longest_gap: u32,
	/// The mean kinetic temperature.
	pub mean_kinetic: i16,
}
