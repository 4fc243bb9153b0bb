//! What the vault asks a chain.

use crate::spool::LateEmergency;
use salus_primitives::{
	records::{
		AccessQuery, ConsentInfo, EncryptionKey, PatientId, PrivilegeInfo, Release, ReleaseRefusal,
		TicketId, TicketInfo,
	},
	Capacity, Moment, OrganisationId,
};
use std::{future::Future, time::Duration};
use tokio::time::timeout;

/// An account.
pub type Account = [u8; 32];

/// The last finalised block that the node knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
	/// Its hash: all questions of one release are asked at one block.
	pub hash: [u8; 32],
	/// Its time.
	pub time: Moment,
}

/// The node gives no answer.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("the node does not answer: {0}")]
pub struct Unreachable(pub String);

/// What became of an emergency that was posted late.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Posted {
	/// The chain has it.
	Done,
	/// The chain refuses it, and will do so again.
	Refused(String),
}

/// An answer, or none.
pub type Answer<T> = Result<T, Unreachable>;

/// How long an answer is waited for, in which a clinician in an emergency waits, too.
const PATIENCE: Duration = Duration::from_secs(6);

/// The answer, or none where it does not come in time: a node can hang and not be gone.
///
/// # Errors
/// [`Unreachable`].
pub(crate) async fn timely<T>(answer: impl Future<Output = Answer<T>>) -> Answer<T> {
	let late = |_| Err(Unreachable("no answer in time".to_owned()));
	timeout(PATIENCE, answer).await.unwrap_or_else(late)
}

/// A chain, through one node that the custodian trusts: its own.
pub trait Chain: Send + Sync + 'static {
	/// The last finalised block.
	fn head(&self) -> impl Future<Output = Answer<Head>> + Send;

	/// `RecordsApi_authorise_release`.
	fn authorise_release(
		&self,
		at: &Head,
		organisation: OrganisationId,
		ticket: TicketId,
		account: Account,
	) -> impl Future<Output = Answer<Result<Release, ReleaseRefusal>>> + Send;

	/// `RecordsApi_authorise_own_release`.
	fn authorise_own_release(
		&self,
		at: &Head,
		patient: PatientId,
		account: Account,
	) -> impl Future<Output = Answer<Result<Release, ReleaseRefusal>>> + Send;

	/// `RecordsApi_ticket`.
	fn ticket(
		&self,
		at: &Head,
		organisation: OrganisationId,
		ticket: TicketId,
	) -> impl Future<Output = Answer<Option<TicketInfo<Account>>>> + Send;

	/// `RecordsApi_consent`: the newest towards a custodian.
	fn consent(
		&self,
		at: &Head,
		patient: PatientId,
		controller: OrganisationId,
	) -> impl Future<Output = Answer<Option<ConsentInfo>>> + Send;

	/// Whether `RecordsApi_evaluate_access` permits.
	fn is_permitted(
		&self,
		at: &Head,
		query: AccessQuery<Account>,
	) -> impl Future<Output = Answer<bool>> + Send;

	/// `RecordsApi_privilege`.
	fn privilege(
		&self,
		at: &Head,
		organisation: OrganisationId,
		capacity: Capacity,
		account: Account,
	) -> impl Future<Output = Answer<Option<PrivilegeInfo>>> + Send;

	/// `RecordsApi_encryption_key`.
	fn encryption_key(
		&self,
		at: &Head,
		account: Account,
	) -> impl Future<Output = Answer<Option<EncryptionKey>>> + Send;

	/// `RecordsAccess.report_break_glass`.
	fn report_emergency(
		&self,
		entry: &LateEmergency,
	) -> impl Future<Output = Answer<Posted>> + Send;
}
