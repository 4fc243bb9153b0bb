//! What every topic needs: the clock, deposits, who is who.

use codec::{Encode, MaxEncodedLen};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{
	consent::Month,
	merkle,
	records::{PatientId, Scope},
	Acting, Capacity, Deposits, Moment, ObligationKey, ObligationKind, OrganisationId,
	Participants,
};
use sp_runtime::{
	traits::{SaturatedConversion, Saturating},
	DispatchError,
};

use crate::{
	Config, Deposit, DepositOf, Error, Pallet, Patient, Patients, Representatives, CUSTODIANS,
};

/// A pseudonym of the runtime.
pub type PatientOf<T> = Patient<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// The time of the block.
pub fn now<T: Config>() -> Moment {
	T::Time::now()
}

/// The month of the block.
pub fn month<T: Config>() -> Month {
	Month::of(now::<T>())
}

/// A hash of some parts, each told apart from the next. For the subjects of obligations, which are
/// public and must not show a pseudonym.
pub fn subject(kind: ObligationKind, parts: &[&[u8]]) -> [u8; 32] {
	let kind = kind.encode();
	let mut fields = alloc::vec![b"salus/duty/1".as_slice(), kind.as_slice()];
	fields.extend_from_slice(parts);
	merkle::leaf(&fields, 0)
}

/// An obligation of a custodian.
pub fn duty(kind: ObligationKind, responsible: OrganisationId, parts: &[&[u8]]) -> ObligationKey {
	ObligationKey { kind, subject: subject(kind, parts), responsible }
}

/// Whether the patient side that signs is the patient itself, or somebody for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
	/// The patient, or a representative.
	Patient,
	/// The custodian, for a patient that has no key yet.
	Custodian,
}

impl<T: Config> Pallet<T> {
	/// What is held for a row of `bytes`.
	pub(crate) fn price(bytes: usize) -> T::Balance {
		let bytes: T::Balance = bytes.saturated_into();
		T::RowDeposit::get().saturating_add(T::ByteDeposit::get().saturating_mul(bytes))
	}

	/// Hold for a row, on an account or its sponsor.
	pub(crate) fn hold_on(who: &T::AccountId, bytes: usize) -> Result<DepositOf<T>, DispatchError> {
		let amount = Self::price(bytes);
		let payer = T::Deposits::hold(who, amount)?;
		Ok(Deposit { who: who.clone(), payer, amount })
	}

	/// Hold for a row of an organisation, on whoever controls it.
	pub(crate) fn hold_for(
		organisation: OrganisationId,
		bytes: usize,
	) -> Result<DepositOf<T>, DispatchError> {
		let controller =
			T::Participants::controller(organisation).ok_or(Error::<T>::NotCustodian)?;
		Self::hold_on(&controller, bytes)
	}

	/// The same, where a lack of money must not stand in the way.
	pub(crate) fn try_hold_for(organisation: OrganisationId, bytes: usize) -> Option<DepositOf<T>> {
		Self::hold_for(organisation, bytes).ok()
	}

	/// Give a deposit back to who paid it.
	pub(crate) fn give_back(deposit: &DepositOf<T>) {
		T::Deposits::release(&deposit.who, &deposit.payer, deposit.amount);
	}

	/// A pseudonym.
	pub(crate) fn known(id: &PatientId) -> Result<PatientOf<T>, Error<T>> {
		Patients::<T>::get(id).ok_or(Error::<T>::UnknownPatient)
	}

	/// A pseudonym whose records are not erased.
	pub(crate) fn live(id: &PatientId) -> Result<PatientOf<T>, Error<T>> {
		let patient = Self::known(id)?;
		ensure!(patient.erased.is_none(), Error::<T>::PatientErased);
		Ok(patient)
	}

	/// `Ok` if `who` acts for an organisation that may have patients.
	pub(crate) fn ensure_custodial(who: &T::AccountId, acting: &Acting) -> DispatchResult {
		ensure!(CUSTODIANS.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(who, acting, None)
	}

	/// `Ok` if `who` acts for the custodian of the patient.
	pub(crate) fn ensure_custodian(
		who: &T::AccountId,
		acting: &Acting,
		patient: &PatientOf<T>,
	) -> DispatchResult {
		Self::ensure_custodial(who, acting)?;
		ensure!(patient.custodian == acting.organisation, Error::<T>::NotCustodian);
		Ok(())
	}

	/// `Ok` if `who` is a privacy officer of the organisation.
	pub(crate) fn ensure_privacy_officer(
		who: &T::AccountId,
		acting: &Acting,
		custodian: OrganisationId,
	) -> DispatchResult {
		ensure!(acting.capacity == Capacity::PrivacyOfficer, Error::<T>::CapacityNotAllowed);
		ensure!(acting.organisation == custodian, Error::<T>::NotCustodian);
		T::Participants::ensure_acting(who, acting, None)
	}

	/// Whether `who` represents the patient now, in that scope.
	pub(crate) fn represents(
		who: &T::AccountId,
		id: &PatientId,
		scope: impl FnOnce(&Scope) -> bool,
	) -> bool {
		Representatives::<T>::get(id, who)
			.is_some_and(|row| row.until >= month::<T>() && scope(&row.scope))
	}

	/// `Ok` if `who` is the patient, or represents it in that scope.
	pub(crate) fn ensure_patient(
		who: &T::AccountId,
		id: &PatientId,
		patient: &PatientOf<T>,
		scope: impl FnOnce(&Scope) -> bool,
	) -> DispatchResult {
		let is_patient = patient.controller.as_ref() == Some(who);
		ensure!(is_patient || Self::represents(who, id, scope), Error::<T>::NotPatient);
		Ok(())
	}

	/// Who speaks for the patient: itself or a representative, or as long as it has no key the
	/// custodian that has its signed form.
	pub(crate) fn ensure_side(
		who: &T::AccountId,
		acting: &Option<Acting>,
		id: &PatientId,
		patient: &PatientOf<T>,
		scope: impl FnOnce(&Scope) -> bool,
	) -> Result<Side, DispatchError> {
		match acting {
			Some(acting) => {
				Self::ensure_custodian(who, acting, patient)?;
				ensure!(patient.controller.is_none(), Error::<T>::PatientClaimed);
				Ok(Side::Custodian)
			}
			None => {
				Self::ensure_patient(who, id, patient, scope)?;
				Ok(Side::Patient)
			}
		}
	}
}

/// The bytes that a row may take.
pub const fn row_bytes(encoded: usize) -> usize {
	// Two hashed keys.
	encoded.saturating_add(96)
}

/// The most bytes that a row of a type may take.
pub fn most_bytes<Row: MaxEncodedLen>() -> usize {
	row_bytes(Row::max_encoded_len())
}
