//! Why a call is refused: one error a reason, each saying how to avoid it.

use frame_support::pallet_macros::*;

/// The errors of the pallet.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// The call is not for this capacity: act in one that the call's documentation names.
		CapacityNotAllowed,
		/// There is no such pseudonym: ask the custodian for it.
		UnknownPatient,
		/// The pseudonym is taken: choose 32 random bytes.
		PatientExists,
		/// The pseudonym is another organisation's: name and act for its custodian.
		NotCustodian,
		/// The signer is neither the patient nor a representative with the scope for it.
		NotPatient,
		/// The patient has a key of its own: it, or its representative, has to sign.
		PatientClaimed,
		/// The patient's records are erased: nothing new can be granted, anchored or released.
		PatientErased,
		/// Nobody offers the pseudonym to this account: ask the custodian to offer it.
		NoOffer,
		/// The patient still has time to object: accept when the recovery period is over.
		OfferNotDue,
		/// The account controls another pseudonym: derive a new account, or both can be linked.
		AccountInUse,
		/// The account has no encryption key: register one first.
		NoEncryptionKey,
		/// The policy is outside the bounds of the jurisdiction: choose one within.
		PolicyOutOfBounds,
		/// The consent's provisions are not in order, too deep or contradict themselves: the
		/// consent engine's documentation says what a consent has to be like.
		ConsentInvalid,
		/// A period of data does not begin and end with a month: dates of care are personal data.
		PeriodTooFine,
		/// The consent names too many groups: name fewer.
		TooManyGroups,
		/// A consent under Part 2 needs the elements of 42 CFR 2.31, and no other has them.
		Part2ElementsMissing,
		/// The elements of Part 2 contradict each other: name a recipient, and an end unless the
		/// consent is for treatment, payment and operations alone.
		Part2Incomplete,
		/// What a custodian records needs the commitment of the signed form.
		FormMissing,
		/// There is no consent in force that could be revoked or contested.
		NoConsent,
		/// The consent was given by the patient itself: revoke it instead of contesting it.
		NotRecorded,
		/// Nobody contested this version of the consent.
		NotContested,
		/// The organisation has used this id: choose 16 random bytes.
		TicketExists,
		/// The organisation has no such ticket.
		UnknownTicket,
		/// The time lies after the chain's clock: set the clock of the sender right.
		OccurredInFuture,
		/// The time lies too far back to be posted.
		PostedTooLate,
		/// The privilege to break the glass is suspended: have the reviews done, or a regulator
		/// reinstate it; a colleague can break the glass.
		PrivilegeSuspended,
		/// The ticket is of no emergency.
		NotAnEmergency,
		/// The emergency was reviewed before.
		AlreadyReviewed,
		/// Nobody reviews an own emergency: another privacy officer has to.
		OwnReview,
		/// No violation stands against the account.
		NotSuspended,
		/// A representative needs a scope, and an end that is not past.
		RepresentationInvalid,
		/// The patient has as many representatives as it may: revoke one first.
		TooManyRepresentatives,
		/// The account does not represent the patient.
		UnknownRepresentative,
		/// A tree has 1 to 2^24 leaves: split the batch.
		RootInvalid,
		/// The custodian has anchored something else under this id: choose 16 random bytes.
		BatchExists,
		/// The custodian has no such batch.
		UnknownBatch,
		/// The record's token is taken: choose 32 random bytes.
		RecordExists,
		/// There is no row of such a record.
		UnknownRecord,
		/// The newest version of the record is not current: it cannot be changed.
		RecordNotCurrent,
		/// A legal hold stands against it, on the ground that the record or the patient names (GDPR
		/// 17(3)): have the hold lifted first.
		ErasureRefused,
		/// A proof does not lead to the root: of another batch, or the leaf says something else.
		ProofInvalid,
		/// The leaves do not show the release of a version that was superseded when it was asked for.
		NotSupersededRelease,
		/// This was proved before.
		AlreadyReported,
		/// There is no such proof on record, or it was explained.
		NothingToExplain,
		/// The patient has used this id: choose 16 random bytes.
		RequestExists,
		/// There is no such request or demand.
		UnknownRequest,
		/// The request or demand was closed.
		RequestClosed,
		/// The time for the request was extended once, which is as often as it may be (CN-10).
		AlreadyExtended,
		/// As many requests of the patient are open as may be: wait for an answer, or withdraw one.
		TooManyRequests,
		/// A refusal, also in part, needs the commitment of a statement of why (CN-10).
		StatementMissing,
		/// Only the patient withdraws a request.
		OutcomeNotAllowed,
		/// The processing is not restricted.
		NotRestricted,
		/// The group belongs to another organisation.
		NotGroupOwner,
		/// The account is in the group.
		AlreadyInGroup,
		/// The account is not in the group.
		NotInGroup,
		/// A pseudonym cannot be linked to itself, or to one that is linked to it.
		LinkInvalid,
		/// Nothing of it can be reaped: it is open, or there is no such row.
		NothingToReap,
		/// The retention is not over (CN-8: six years).
		RetentionNotOver,
		/// No more rows can be numbered: open another pseudonym and link it.
		Exhausted,
		/// A Part 2 consent for legal proceedings permits them and nothing else: grant it by itself
		/// (42 CFR 2.31(d)).
		ProceedingsCombined,
		/// The custodian has used this id: choose 16 random bytes.
		BreachExists,
		/// The custodian reported no such breach.
		UnknownBreach,
		/// This notice of the breach is settled.
		NoticeSettled,
		/// The custodian has used this id: choose 16 random bytes, unless it is to follow up an oral
		/// request in writing.
		SuspensionExists,
		/// There is no such suspension, or it was accounted for.
		UnknownSuspension,
		/// A suspension ends after now, an oral one within thirty days, and every one before the
		/// disclosure would be too old to be accounted for (45 CFR 164.528(a)(2)).
		SuspensionPeriodInvalid,
	}
}
