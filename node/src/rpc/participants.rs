//! `participants_*`.

use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use serde::{Deserialize, Serialize};
use sp_api::ProvideRuntimeApi;

use super::{
	error,
	reader::{AsOf, Reader},
};
use salus_primitives::{
	participants::{CredentialInfo, CredentialStatus, Holder},
	BusinessIdentifier, Capacity, Gln, OrganisationId,
};
use salus_runtime::{AccountId, Hash};
use salus_runtime_api::{OrganisationQuery, ParticipantsApi};

/// Whose credentials: `{"organisation": 7}` or `{"account": "5Grw..."}`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HolderParam {
	/// An organisation's.
	Organisation(OrganisationId),
	/// A person's.
	Account(AccountId),
}

/// How to find an organisation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OrganisationParam {
	/// By number.
	Organisation(OrganisationId),
	/// By controlling account.
	Controller(AccountId),
	/// By the 13 digits of a site's GLN.
	Location(String),
}

/// A credential.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
	capacity: Capacity,
	issuer: AccountId,
	issued_at: String,
	valid_from: String,
	valid_until: String,
	identifier: Identifier,
	status: &'static str,
}

/// A business identifier and its kind.
#[derive(Clone, Serialize)]
pub struct Identifier {
	r#type: &'static str,
	value: String,
}

impl From<BusinessIdentifier> for Identifier {
	fn from(identifier: BusinessIdentifier) -> Self {
		let (r#type, value) = match identifier {
			BusinessIdentifier::Gln(gln) => ("gln", format!("{gln:013}")),
			BusinessIdentifier::Npi(npi) => ("npi", npi.to_string()),
			BusinessIdentifier::Duns(duns) => ("duns", format!("{duns:09}")),
			BusinessIdentifier::Dea(dea) => ("dea", String::from_utf8_lossy(&dea).into_owned()),
			BusinessIdentifier::Commitment(hash) => {
				("commitment", format!("0x{}", hex::encode(hash)))
			}
		};
		Self { r#type, value }
	}
}

impl From<CredentialInfo<AccountId>> for Credential {
	fn from(info: CredentialInfo<AccountId>) -> Self {
		Self {
			capacity: info.capacity,
			issuer: info.issuer,
			issued_at: info.issued_at.to_string(),
			valid_from: info.valid_from.to_string(),
			valid_until: info.valid_until.to_string(),
			identifier: info.identifier.into(),
			status: match info.status {
				CredentialStatus::Valid => "valid",
				CredentialStatus::Suspended => "suspended",
				CredentialStatus::Revoked => "revoked",
				CredentialStatus::Expired => "expired",
				CredentialStatus::NotYetValid => "notYetValid",
				CredentialStatus::IssuerCompromised => "issuerCompromised",
			},
		}
	}
}

/// The answer of `participants_getCredentials`.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Credentials {
	credentials: Vec<Credential>,
	as_of: AsOf,
}

/// The answer of `participants_getOrganisation`.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Organisation {
	organisation: Option<OrganisationId>,
	controller: Option<AccountId>,
	as_of: AsOf,
}

/// Who may act, and on what grounds.
#[rpc(server, namespace = "participants")]
pub trait Participants {
	/// All credentials of a holder, with how each stands at the block.
	#[method(name = "getCredentials", blocking)]
	fn credentials(&self, holder: HolderParam, at: Option<Hash>) -> RpcResult<Credentials>;

	/// An organisation by number, controller or location; nulls where there is none.
	#[method(name = "getOrganisation", blocking)]
	fn organisation(&self, query: OrganisationParam, at: Option<Hash>) -> RpcResult<Organisation>;
}

impl ParticipantsServer for Reader {
	fn credentials(&self, holder: HolderParam, at: Option<Hash>) -> RpcResult<Credentials> {
		let holder = match holder {
			HolderParam::Organisation(id) => Holder::Organisation(id),
			HolderParam::Account(account) => Holder::Person(account),
		};
		let (infos, as_of) =
			self.read(at, |client, hash| client.runtime_api().credentials(hash, holder))?;
		Ok(Credentials { credentials: infos.into_iter().map(Into::into).collect(), as_of })
	}

	fn organisation(&self, query: OrganisationParam, at: Option<Hash>) -> RpcResult<Organisation> {
		let query = match query {
			OrganisationParam::Organisation(id) => OrganisationQuery::Id(id),
			OrganisationParam::Controller(account) => OrganisationQuery::Controller(account),
			OrganisationParam::Location(gln) => OrganisationQuery::Location(
				gln.parse::<Gln>().map_err(|why| error::invalid("location", why))?,
			),
		};
		let (info, as_of) =
			self.read(at, |client, hash| client.runtime_api().organisation(hash, query))?;
		let (organisation, controller) = info.map(|info| (info.id, info.controller)).unzip();
		Ok(Organisation { organisation, controller, as_of })
	}
}
