//! `obligations_*`.

use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use serde::Serialize;
use sp_api::ProvideRuntimeApi;

use super::{
	error,
	reader::{AsOf, Reader},
};
use salus_primitives::{obligations::OpenObligation, ObligationKind, OrganisationId};
use salus_runtime::Hash;
use salus_runtime_api::{ObligationsApi, MAX_PAGE};

/// An obligation that is open.
#[derive(Clone, Serialize)]
pub struct Obligation {
	kind: ObligationKind,
	subject: String,
	responsible: OrganisationId,
	opened: String,
	due: String,
	overdue: bool,
}

impl From<OpenObligation> for Obligation {
	fn from(info: OpenObligation) -> Self {
		Self {
			kind: info.key.kind,
			subject: format!("0x{}", hex::encode(info.key.subject)),
			responsible: info.key.responsible,
			opened: info.opened.to_string(),
			due: info.due.to_string(),
			overdue: info.overdue,
		}
	}
}

/// A page of obligations.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
	obligations: Vec<Obligation>,
	next: Option<String>,
	as_of: AsOf,
}

/// A cursor as a caller sends it back.
pub fn cursor(text: Option<String>) -> RpcResult<Option<Vec<u8>>> {
	text.map(|text| hex::decode(text.trim_start_matches("0x")))
		.transpose()
		.map_err(|_| error::invalid("cursor", "is not one that this method gave"))
}

/// A cursor as a caller gets it.
pub fn next(cursor: Option<Vec<u8>>) -> Option<String> {
	cursor.map(|bytes| format!("0x{}", hex::encode(bytes)))
}

/// What is due, by whom.
#[rpc(server, namespace = "obligations")]
pub trait Obligations {
	/// Open obligations of an organisation, the one due first in front.
	#[method(name = "listOpen", blocking)]
	fn list_open(
		&self,
		organisation: OrganisationId,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<Page>;
}

impl ObligationsServer for Reader {
	fn list_open(
		&self,
		organisation: OrganisationId,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<Page> {
		let from = cursor(from)?;
		let (page, as_of) = self.read(at, |client, hash| {
			client.runtime_api().list_open(hash, organisation, from, limit.unwrap_or(MAX_PAGE))
		})?;
		let page =
			page.map_err(|_| error::invalid("cursor", "is not one that this method gave"))?;
		Ok(Page {
			obligations: page.obligations.into_iter().map(Into::into).collect(),
			next: next(page.next),
			as_of,
		})
	}
}
