//! What the chain knows of patients, asked of its runtime API as of one block.

use crate::{
	chain::{scale::ENCODED, Chain},
	error::Failure,
};
use codec::{Decode, Encode};
use salus_primitives::{
	consent::Month,
	merkle::Root,
	records::{
		BatchId, ConsentHistoryPage, ConsentHistoryRow, ConsentInfo, DisclosurePage, PatientId,
		PatientInfo, RecordInfo, RecordToken, RepresentativeInfo, TicketId, TicketInfo,
	},
	BadCursor, Moment, OrganisationId,
};
use serde_json::{json, Value as Json};
use subxt::utils::H256;

/// An account, as the API answers it.
pub type Account = [u8; 32];

/// How many rows are asked for at once: as many as the API gives.
const PAGE: u32 = 100;

/// The API at a block.
pub struct RecordsApi<'a> {
	chain: &'a Chain,
	block: H256,
}

/// A value that is encoded already, as an argument of a call.
pub fn scale(value: &impl Encode) -> Json {
	json!({ ENCODED: text(&value.encode()) })
}

/// Bytes as hex.
pub fn text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

impl<'a> RecordsApi<'a> {
	/// As of the last finalised block.
	pub async fn finalized(chain: &'a Chain) -> Result<Self, Failure> {
		Ok(Self { chain, block: chain.finalized().await?.hash })
	}

	/// As of a block.
	pub const fn at(chain: &'a Chain, block: H256) -> Self {
		Self { chain, block }
	}

	/// Ask a method.
	pub async fn ask<T: Decode>(&self, method: &str, args: &impl Encode) -> Result<T, Failure> {
		let method = format!("RecordsApi_{method}");
		let args = text(&args.encode());
		let answer = self.chain.state_call(&method, &args, Some(&self.block)).await?;
		T::decode(&mut &answer[..])
			.map_err(|error| Failure::incompatible(format!("{method}: {error}")))
	}

	/// A pseudonym.
	pub async fn patient(&self, id: &PatientId) -> Result<Option<PatientInfo<Account>>, Failure> {
		self.ask("patient", id).await
	}

	/// A pseudonym that has to be there.
	pub async fn known_patient(&self, id: &PatientId) -> Result<PatientInfo<Account>, Failure> {
		self.patient(id).await?.ok_or_else(|| {
			let message = "the chain knows no such pseudonym: the custodian opens it with \
			               `salus patient open`";
			Failure::refused("Cli.NotFound", message)
		})
	}

	/// The pseudonym that an account controls.
	pub async fn controlled_by(&self, account: &Account) -> Result<Option<PatientId>, Failure> {
		let runtime = self.chain.runtime().await?;
		let key = runtime.storage_key("RecordsAccess", "Controllers", &[json!(text(account))])?;
		let value = self.chain.storage_raw(&key, Some(&self.block)).await?;
		value
			.map(|value| {
				PatientId::decode(&mut &value[..])
					.map_err(|error| Failure::incompatible(error.to_string()))
			})
			.transpose()
	}

	/// The newest consent of a patient for a custodian.
	pub async fn consent(
		&self,
		patient: &PatientId,
		controller: OrganisationId,
	) -> Result<Option<ConsentInfo>, Failure> {
		self.ask("consent", &(patient, controller)).await
	}

	/// All that happened to the consents of a patient, the oldest first.
	pub async fn consent_history(
		&self,
		patient: &PatientId,
	) -> Result<Vec<ConsentHistoryRow<Account>>, Failure> {
		let (mut rows, mut cursor) = (Vec::new(), None::<Vec<u8>>);
		loop {
			let page: Result<ConsentHistoryPage<Account>, BadCursor> =
				self.ask("consent_history", &(patient, &cursor, PAGE)).await?;
			let page = page.map_err(|_| Failure::incompatible("its own cursor is refused"))?;
			rows.extend(page.rows);
			match page.next {
				Some(next) => cursor = Some(next),
				None => return Ok(rows),
			}
		}
	}

	/// All who asked for a patient's records in these months, denials among them, the oldest first.
	pub async fn disclosures(
		&self,
		patient: &PatientId,
		from: Option<Month>,
		to: Option<Month>,
	) -> Result<Vec<TicketInfo<Account>>, Failure> {
		let (mut rows, mut cursor) = (Vec::new(), None::<Vec<u8>>);
		loop {
			let page: Result<DisclosurePage<Account>, BadCursor> =
				self.ask("list_disclosures", &(patient, from, to, &cursor, PAGE)).await?;
			let page = page.map_err(|_| Failure::incompatible("its own cursor is refused"))?;
			rows.extend(page.disclosures);
			match page.next {
				Some(next) => cursor = Some(next),
				None => return Ok(rows),
			}
		}
	}

	/// A permit or denial on record.
	pub async fn ticket(
		&self,
		requester: OrganisationId,
		ticket: &TicketId,
	) -> Result<Option<TicketInfo<Account>>, Failure> {
		self.ask("ticket", &(requester, ticket)).await
	}

	/// Who acts for a patient, where the account is such a one now.
	pub async fn representative(
		&self,
		patient: &PatientId,
		account: &Account,
	) -> Result<Option<RepresentativeInfo>, Failure> {
		self.ask("representative", &(patient, account)).await
	}

	/// A record that has a row.
	pub async fn record(&self, record: &RecordToken) -> Result<Option<RecordInfo>, Failure> {
		self.ask("record", record).await
	}

	/// The root of a batch of records.
	pub async fn record_batch(
		&self,
		custodian: OrganisationId,
		batch: &BatchId,
	) -> Result<Option<Root>, Failure> {
		let found: Option<(Root, Moment)> = self.ask("record_batch", &(custodian, batch)).await?;
		Ok(found.map(|(root, _)| root))
	}

	/// The root of a batch of the access log, and when it was anchored.
	pub async fn access_log(
		&self,
		custodian: OrganisationId,
		batch: &BatchId,
	) -> Result<Option<(Root, Moment)>, Failure> {
		self.ask("access_log", &(custodian, batch)).await
	}
}
