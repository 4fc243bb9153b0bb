//! A custodian's vault, asked over HTTP (docs/vault.md).

use crate::{
	chain::Signer,
	error::{Exit, Failure},
};
use salus_primitives::{
	records::{PatientId, RecordToken, TicketId},
	Capacity, OrganisationId,
};
use salus_vault::{
	consent::SealedConsent,
	persons::{Person, SealedPerson},
	release::{message, Envelope, Listed, Scheme, Signed, Subject},
	server::{
		ChallengeAnswer, ConsentRequest, LookupRequest, NameRequest, ReleaseRequest, ENVELOPE,
	},
	spool::Emergency,
	store::ticket_text,
};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value as Json;
use std::{cell::Cell, io::Read, time::Duration};
use subxt::utils::MultiSignature;

/// The code of a vault that does not know what is permitted now.
pub const STALE: &str = "Cli.VaultStale";

/// A vault at an address.
pub struct Client {
	server: String,
	/// The chain that is meant; none until the vault says, where no node does.
	genesis: Cell<Option<[u8; 32]>>,
	agent: ureq::Agent,
}

/// On what is asked.
pub struct Claim<'a> {
	/// A ticket, or the patient itself.
	pub subject: Subject,
	/// What is declared where the vault's chain is out of reach.
	pub emergency: Option<&'a Emergency>,
	/// Who looks, by name.
	pub person: Option<&'a Person>,
}

impl Client {
	/// Of a server, for a chain. Without one it is the chain that the vault says.
	pub fn new(server: &str, genesis: Option<[u8; 32]>) -> Self {
		let agent = ureq::Agent::config_builder()
			.http_status_as_error(false)
			.timeout_connect(Some(Duration::from_secs(10)))
			.timeout_recv_response(Some(Duration::from_secs(60)))
			.build()
			.into();
		let server = server.trim_end_matches('/').to_owned();
		Self { server, genesis: Cell::new(genesis), agent }
	}

	/// The first block of the chain that signatures were for; none before the first one.
	pub fn genesis(&self) -> Option<[u8; 32]> {
		self.genesis.get()
	}

	fn unreachable(&self, error: impl std::fmt::Display) -> Failure {
		Failure::unreachable(format!("{}: {error}", self.server))
	}

	/// A challenge, signed.
	fn sign(
		&self,
		signer: &Signer,
		subject: &Subject,
		emergency: Option<&Emergency>,
	) -> Result<Signed, Failure> {
		let query = match subject {
			Subject::Ticket { organisation, ticket } => {
				format!("ticket={}", ticket_text(*organisation, ticket))
			}
			Subject::Own { patient } => format!("patient={}", hex::encode(patient)),
			Subject::Lookup { organisation } => format!("lookup={organisation}"),
		};
		let mut answer = self
			.agent
			.get(format!("{}/v1/challenge?{query}", self.server))
			.call()
			.map_err(|error| self.unreachable(error))?;
		if !answer.status().is_success() {
			return Err(problem(&mut answer));
		}
		let challenge: ChallengeAnswer =
			answer.body_mut().read_json().map_err(|error| self.unreachable(error))?;
		let genesis = self.genesis.get().unwrap_or(challenge.genesis);
		self.genesis.set(Some(genesis));
		if challenge.genesis != genesis {
			let message = "the vault is of another chain than the node at --url";
			return Err(Failure::refused("Cli.NoTicket", message));
		}
		// From what we know, not from what the vault says that we should sign.
		let message = message(&genesis, &challenge.vault, subject, &challenge.challenge, emergency);
		let (scheme, signature) = match signer.sign(&message)? {
			MultiSignature::Sr25519(signature) => (Scheme::Sr25519, signature),
			MultiSignature::Ed25519(signature) => (Scheme::Ed25519, signature),
			MultiSignature::Ecdsa(_) => {
				return Err(Failure::usage(
					"a vault knows sr25519 and ed25519 keys, not ecdsa ones",
				));
			}
		};
		Ok(Signed {
			account: signer.account().0,
			challenge: challenge.challenge,
			signature: signature.to_vec(),
			scheme,
		})
	}

	fn request(
		&self,
		signer: &Signer,
		claim: &Claim,
		record: Option<RecordToken>,
		version: Option<u32>,
	) -> Result<ReleaseRequest, Failure> {
		let (ticket, patient) = match &claim.subject {
			Subject::Ticket { organisation, ticket } => {
				(Some(ticket_text(*organisation, ticket)), None)
			}
			Subject::Own { patient } => (None, Some(hex::encode(patient))),
			Subject::Lookup { .. } => return Err(Failure::usage("a look-up releases nothing")),
		};
		Ok(ReleaseRequest {
			ticket,
			patient,
			signed: self.sign(signer, &claim.subject, claim.emergency)?,
			record: record.map(hex::encode),
			version,
			emergency: claim.emergency.cloned(),
			person: claim.person.cloned(),
		})
	}

	fn post(
		&self,
		path: &str,
		body: &impl Serialize,
	) -> Result<ureq::http::Response<ureq::Body>, Failure> {
		let mut answer = self
			.agent
			.post(format!("{}{path}", self.server))
			.send_json(body)
			.map_err(|error| self.unreachable(error))?;
		match answer.status().is_success() {
			true => Ok(answer),
			false => Err(problem(&mut answer)),
		}
	}

	fn ask<T: DeserializeOwned>(
		&self,
		path: &str,
		body: &impl Serialize,
		key: &str,
	) -> Result<(T, Json), Failure> {
		let mut answer = self.post(path, body)?;
		let mut answer: Json =
			answer.body_mut().read_json().map_err(|error| self.unreachable(error))?;
		let value = serde_json::from_value(answer[key].take()).map_err(|_| other_answer())?;
		Ok((value, answer))
	}

	/// A document: its envelope, and where to read it from.
	pub fn release(
		&self,
		signer: &Signer,
		claim: &Claim,
		record: Option<RecordToken>,
		version: Option<u32>,
	) -> Result<(Envelope, impl Read), Failure> {
		let request = self.request(signer, claim, record, version)?;
		let answer = self.post("/v1/release", &request)?;
		let envelope = answer
			.headers()
			.get(ENVELOPE)
			.and_then(|value| serde_json::from_slice(value.as_bytes()).ok())
			.ok_or_else(other_answer)?;
		Ok((envelope, answer.into_body().into_reader()))
	}

	/// The consent that goes with what a ticket releases.
	pub fn consent(
		&self,
		signer: &Signer,
		organisation: OrganisationId,
		ticket: TicketId,
	) -> Result<SealedConsent, Failure> {
		let signed = self.sign(signer, &Subject::Ticket { organisation, ticket }, None)?;
		let request = ConsentRequest { ticket: ticket_text(organisation, &ticket), signed };
		Ok(self.ask("/v1/consent", &request, "consent")?.0)
	}

	/// All records that would be released.
	pub fn records(&self, signer: &Signer, claim: &Claim) -> Result<Vec<Listed>, Failure> {
		let (mut records, mut after) = (Vec::new(), None);
		loop {
			// A challenge is good once.
			let request = self.request(signer, claim, after, None)?;
			let (page, rest): (Vec<Listed>, _) = self.ask("/v1/records", &request, "records")?;
			records.extend(page);
			let Some(next) = rest["next"].as_str() else { return Ok(records) };
			after = Some(super::patient::parse_bytes("record", next).map_err(|_| other_answer())?);
		}
	}

	/// Who looked at the patient's records, sealed to the patient.
	pub fn persons(
		&self,
		signer: &Signer,
		patient: PatientId,
	) -> Result<Vec<SealedPerson>, Failure> {
		let claim = Claim { subject: Subject::Own { patient }, emergency: None, person: None };
		let request = self.request(signer, &claim, None, None)?;
		Ok(self.ask("/v1/persons", &request, "persons")?.0)
	}

	/// Give the name behind a ticket.
	pub fn name(
		&self,
		signer: &Signer,
		organisation: OrganisationId,
		ticket: TicketId,
		person: &Person,
	) -> Result<(), Failure> {
		let request = NameRequest {
			ticket: ticket_text(organisation, &ticket),
			signed: self.sign(signer, &Subject::Ticket { organisation, ticket }, None)?,
			person: person.clone(),
		};
		self.post("/v1/name", &request).map(drop)
	}

	/// The pseudonym of an identifier, for who may break the glass.
	pub fn lookup(
		&self,
		signer: &Signer,
		organisation: OrganisationId,
		capacity: Capacity,
		system: &str,
		identifier: &str,
	) -> Result<PatientId, Failure> {
		let request = LookupRequest {
			organisation,
			capacity,
			signed: self.sign(signer, &Subject::Lookup { organisation }, None)?,
			system: system.to_owned(),
			identifier: identifier.to_owned(),
		};
		let (patient, _): (String, _) = self.ask("/v1/lookup", &request, "patient")?;
		super::patient::parse_bytes("pseudonym", &patient)
	}
}

fn other_answer() -> Failure {
	Failure::incompatible("the vault answers in another way")
}

/// What a vault's problem means here.
fn problem(answer: &mut ureq::http::Response<ureq::Body>) -> Failure {
	let status = answer.status().as_u16();
	let problem: Json = answer.body_mut().read_json().unwrap_or_default();
	let word = |key: &str| problem.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
	let said = format!("the vault answers {status}: {} {}", word("detail"), word("class"));
	let said = said.trim();
	match status {
		401 | 403 => Failure::refused("Cli.NoTicket", said),
		410 => Failure::refused("Cli.Erased", said),
		404 => Failure::refused("Cli.NotFound", said),
		503 if word("code") == "stale" => Failure::unreachable(said).with_code(STALE),
		500.. => Failure { exit: Exit::Unknown, ..Failure::unreachable(said) },
		_ => Failure::incompatible(said),
	}
}
