//! Typed, versioned runtime APIs: the source of truth for what can be read of the chain.
//!
//! JSON-RPC is a thin layer over these; light clients and PAPI call them directly. Every list is
//! paged and has at most [`MAX_PAGE`] rows a page. Cursors are opaque to the caller.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use salus_primitives::{
	obligations::ObligationPage,
	participants::{CredentialInfo, Holder},
	supply::{Epc, TracePage, Verification, VerifyQuery},
	BadCursor, Gln, OrganisationId,
};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// The most rows that one page holds.
pub const MAX_PAGE: u32 = 100;

/// The most calls that one dry run takes.
pub const MAX_DRY_RUN: usize = 1_024;

/// How deep calls may be nested in each other, as for transactions.
pub const MAX_CALL_DEPTH: u32 = 256;

/// How to find an organisation.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum OrganisationQuery<AccountId> {
	/// By its number.
	Id(OrganisationId),
	/// By the account that controls it.
	Controller(AccountId),
	/// By the location of one of its sites.
	Location(Gln),
}

/// An organisation.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct OrganisationInfo<AccountId> {
	/// Its number.
	pub id: OrganisationId,
	/// The account that controls it.
	pub controller: AccountId,
}

sp_api::decl_runtime_apis! {
	/// Who may act, and on what grounds.
	pub trait ParticipantsApi<AccountId: Codec> {
		/// The organisation asked for.
		fn organisation(query: OrganisationQuery<AccountId>) -> Option<OrganisationInfo<AccountId>>;

		/// All credentials of a holder: at most one for each capacity.
		fn credentials(holder: Holder<AccountId>) -> Vec<CredentialInfo<AccountId>>;
	}

	/// What is due, by whom.
	pub trait ObligationsApi {
		/// Open obligations of an organisation, by due time.
		fn list_open(
			organisation: OrganisationId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<ObligationPage, BadCursor>;
	}

	/// Medicines.
	pub trait SupplyChainApi {
		/// Whether a pack is genuine, and whether it may be sold or dispensed now.
		fn verify_pack(query: VerifyQuery) -> Verification;

		/// Where a pack or container has been, oldest first; none if the chain does not know it.
		fn trace(
			epc: Epc,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<Option<TracePage>, BadCursor>;

		/// Which of these events the chain has recorded, by their CBV hash.
		fn known_events(hashes: Vec<[u8; 32]>) -> Vec<bool>;
	}

	/// What calls would do.
	pub trait DryRunApi<AccountId: Codec, Call: Codec> {
		/// Dispatch calls one after another, each as if signed by its account, on the state of the
		/// block, and keep nothing. At most [`MAX_DRY_RUN`], and so many as weigh twenty blocks full;
		/// the rest is answered with `Exhausted`. A call's success here is no promise: state may change before it is sent.
		fn dry_run(calls: Vec<(AccountId, Call)>) -> Vec<Result<(), DispatchError>>;
	}
}
