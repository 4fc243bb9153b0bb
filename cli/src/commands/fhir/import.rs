//! `salus fhir import`: consents onto the chain, each once.

use super::{
	check,
	names::{whose, Controllers, Mapped},
	plan::{decide, Entry, Standing, Verdict},
	Act, Checked, End, Input, Row,
};
use crate::{
	chain::{
		domain::{dry_run, MAX_DRY_RUN},
		submit::{Item, Outcome},
		Chain, Runtime, Signer,
	},
	cli::FhirImportArgs,
	commands::{
		patient,
		record::CUSTODIANS,
		records_api::{scale, text, RecordsApi},
		vault::{ensure_chain, open_store, store_failure},
		Context,
	},
	error::Failure,
	time::now,
};
use futures::{stream, StreamExt};
use salus_interop::fhir::{codes, Consent, Header};
use salus_primitives::{
	consent::Month,
	records::{Commitment, ConsentGrant, Part2, PatientId, RecordStatus},
};
use salus_vault::{
	map::Patient,
	originals::{Original, Originals},
	store::{Labels, Store},
	token,
};
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
};

/// How many patients the chain is asked about at once.
const AT_ONCE: usize = 32;

/// A resource whose patient is known.
struct Known {
	/// Its row.
	row: usize,
	value: Json,
	checked: Checked,
	controllers: Controllers,
	source: [u8; 32],
}

/// A patient, as map and chain know it, with its resources.
struct Whose {
	patient: Patient,
	known: Vec<Known>,
}

/// An act that is to be sent.
struct Step {
	row: usize,
	patient: PatientId,
	custodian: u32,
	act: Act,
	/// Whether the patient itself signs, or who represents it.
	is_own: bool,
	/// What is granted.
	stored: Option<salus_primitives::consent::Consent>,
	/// The elements of 42 CFR 2.31.
	part_2: Option<Part2>,
	source: [u8; 32],
	value: Json,
	labels: Labels,
	/// Kept by an earlier run.
	original: Option<Original>,
	/// The original of the consent in force, which ends with this act.
	former: Option<Original>,
}

/// What is needed throughout.
struct Import<'a> {
	store: Option<Store>,
	chain: &'a Chain,
	runtime: Arc<Runtime>,
	signer: Arc<Signer>,
	acting: Option<Json>,
}

/// Import.
pub async fn run(context: &Context, args: &FhirImportArgs) -> Result<u8, Failure> {
	let map = patient::open(&args.map)?;
	let store = args.vault.as_deref().map(open_store).transpose()?;
	let input = Input::read(args);
	let mut ends: Vec<Option<End>> = Vec::new();
	let mut rows: Vec<Row> = Vec::new();
	let mut patients: BTreeMap<PatientId, Whose> = BTreeMap::new();
	let mut codes_used = BTreeSet::new();
	for (mut row, value, file) in input.rows {
		let identifiers = &input.identifiers[file];
		let read = value.and_then(|value| {
			let known = (|| {
				let consent = Consent::read(&value)?;
				let patient = whose(&map, &consent.header, identifiers)?;
				let source = token(&patient.secret, "consent", &consent.write().to_string());
				let names = Mapped::new(&map, &patient, identifiers);
				let controllers = Controllers::of(&map, &consent, identifiers);
				let checked = check(&value, consent, &names)?;
				codes_used.extend(names.into_codes());
				Ok((patient, checked, controllers, source))
			})();
			known.map(|known| (known, value)).map_err(End::Refused)
		});
		match read {
			Ok(((patient, checked, controllers, source), value)) => {
				row.warnings.clone_from(&checked.notes);
				let whose = patients
					.entry(patient.pseudonym)
					.or_insert_with(|| Whose { patient, known: Vec::new() });
				whose.known.push(Known { row: rows.len(), value, checked, controllers, source });
				ends.push(None);
			}
			Err(end) => ends.push(Some(end)),
		}
		rows.push(row);
	}
	if !patients.is_empty() {
		map.keep_codes(codes_used.iter().map(|(kind, code)| (*kind, code.as_str())))
			.map_err(|error| patient::map_failure(&error))?;
		// Others may use the map while this waits for the chain.
		drop(map);
		let chain = context.chain().await?;
		let signer = context.signer(&chain).await?;
		let runtime = chain.runtime().await?;
		if let Some(store) = &store {
			ensure_chain(&chain, store)?;
		}
		let import = Import { store, chain: &chain, runtime, signer, acting: None };
		import.send(context, patients, &mut ends).await?;
	}
	let mut exit = 0;
	for (row, end) in rows.iter().zip(&ends) {
		let unknown = End::Failed(Failure::unknown("what became of it is not known"));
		exit = exit.max(row.show(context, end.as_ref().unwrap_or(&unknown)));
	}
	Ok(exit)
}

impl Import<'_> {
	/// Decide about all resources, and send what is to be sent.
	async fn send(
		mut self,
		context: &Context,
		patients: BTreeMap<PatientId, Whose>,
		ends: &mut [Option<End>],
	) -> Result<(), Failure> {
		let api = RecordsApi::finalized(self.chain).await?;
		let found: Vec<_> = stream::iter(patients.keys().copied().collect::<Vec<_>>())
			.map(|id| {
				let api = &api;
				async move {
					let Some(info) = api.patient(&id).await? else { return Ok(None) };
					let newest = api.consent(&id, info.custodian).await?;
					let history = api.consent_history(&id).await?;
					Ok::<_, Failure>(Some((info, newest, history)))
				}
			})
			.buffered(AT_ONCE)
			.collect()
			.await;
		let me = self.signer.account().0;
		let (mut steps, mut same) = (Vec::new(), Vec::new());
		// By pseudonym, which is random: the order in which they are sent says nothing.
		for ((id, mut whose), found) in patients.into_iter().zip(found) {
			let Some((info, newest, history)) = found? else {
				let failure = Failure::refused(
					"RecordsAccess.UnknownPatient",
					"the chain has no pseudonym of this patient: open it with `salus patient open`",
				);
				whose.known.iter().for_each(|known| {
					ends[known.row] = Some(End::Failed(failure.clone()));
				});
				continue;
			};
			whose.known.retain(|known| match known.controllers.admit(info.custodian) {
				Ok(()) => true,
				Err(error) => {
					ends[known.row] = Some(End::Refused(error));
					false
				}
			});
			if whose.known.is_empty() {
				continue;
			}
			let is_own =
				info.controller == Some(me) || api.representative(&id, &me).await?.is_some();
			if !is_own && self.acting.is_none() {
				let directory = context.directory(self.chain).await?;
				self.acting = Some(directory.acting(&self.signer.account(), &CUSTODIANS).await?);
			}
			if !is_own && self.store.is_none() {
				let message = "the custodian keeps the signed form: give --vault";
				return Err(Failure::usage(message));
			}
			let originals = match &self.store {
				Some(store) => {
					Originals::new(store, &id).all().map_err(|error| store_failure(&error))?
				}
				None => Vec::new(),
			};
			let former = newest.as_ref().and_then(|newest| {
				originals.iter().find(|original| Some(original.form) == newest.form).cloned()
			});
			let header = former.as_ref().and_then(|original| self.header(original));
			let standing = Standing { newest, history, originals, header, now: now() };
			let entries: Vec<_> = whose
				.known
				.iter()
				.map(|known| Entry { checked: &known.checked, source: known.source })
				.collect();
			let verdicts = decide(&standing, &entries);
			let places: Vec<_> = whose.known.iter().map(|known| known.row).collect();
			let consent = super::export::consent_text(info.custodian, &id);
			for (known, verdict) in whose.known.into_iter().zip(verdicts) {
				let row = known.row;
				match verdict {
					Verdict::Refused(error) => ends[row] = Some(End::Refused(error)),
					Verdict::Duplicate(version) => {
						let place = version.map(|version| (consent.clone(), version));
						ends[row] = Some(End::Duplicate(place));
					}
					Verdict::SameAs(other) => same.push((row, places[other])),
					Verdict::Send(original) => steps.push(Step {
						row,
						patient: id,
						custodian: info.custodian,
						act: known.checked.act,
						is_own,
						labels: labels(&whose.patient, &known.checked.consent.header),
						part_2: known.checked.part_2.as_ref().map(|elements| {
							// Under the secret of the relationship, and the resource's own token: equal
							// texts of two consents look different.
							let resource = hex::encode(known.source);
							let secret = &whose.patient.secret;
							elements.commit(|kind, said| {
								token(secret, kind, &(resource.clone() + said))
							})
						}),
						stored: known.checked.stored,
						source: known.source,
						value: known.value,
						original,
						former: former.clone(),
					}),
				}
			}
		}
		// What is taken back goes before what is given.
		steps.sort_by_key(|step| (step.patient, step.act != Act::Revoke));
		self.try_and_send(context, steps, ends).await?;
		for (row, other) in same {
			ends[row] = Some(match &ends[other] {
				Some(End::Granted(place) | End::Revoked(place)) => {
					End::Duplicate(Some(place.clone()))
				}
				Some(other) => other.clone(),
				None => End::Failed(Failure::unknown("what became of it is not known")),
			});
		}
		Ok(())
	}

	/// The header of an original, where it can be read.
	fn header(&self, original: &Original) -> Option<Header> {
		let store = self.store.as_ref()?;
		let value = super::export::read_original(store, original).ok()?;
		Header::read(&value).ok()
	}

	fn call(
		&self,
		step: &Step,
		form: Option<Commitment>,
	) -> Result<crate::chain::runtime::Call, Failure> {
		let (patient, controller) = (text(&step.patient), step.custodian);
		let acting = if step.is_own { &None } else { &self.acting };
		let (name, args) = match (&step.stored, step.is_own) {
			(Some(consent), _) => {
				let grant =
					ConsentGrant { consent: consent.clone(), form, part_2: step.part_2.clone() };
				let args = json!({
					"acting": acting, "patient": patient, "controller": controller,
					"grant": scale(&grant),
				});
				("grant_consent", args)
			}
			(None, true) => {
				("revoke_consent", json!({ "patient": patient, "controller": controller }))
			}
			(None, false) => {
				let form = text(&form.unwrap_or_default());
				let args = json!({ "acting": acting, "patient": patient, "form": form });
				("record_revocation", args)
			}
		};
		self.runtime.call("RecordsAccess", name, &args)
	}

	/// Ask the node what would be refused, keep the originals of the rest, and send it.
	async fn try_and_send(
		&self,
		context: &Context,
		steps: Vec<Step>,
		ends: &mut [Option<End>],
	) -> Result<(), Failure> {
		let account = self.signer.account();
		let mut good = Vec::new();
		let mut steps = steps.into_iter().peekable();
		while steps.peek().is_some() {
			let chunk: Vec<_> = steps.by_ref().take(MAX_DRY_RUN).collect();
			let calls = chunk
				.iter()
				.map(|step| self.call(step, Some([0; 32])))
				.collect::<Result<Vec<_>, _>>()?;
			let calls: Vec<_> = calls.iter().map(|call| (account, call)).collect();
			let answers = dry_run(self.chain, &self.runtime, &calls).await?;
			for (step, answer) in chunk.into_iter().zip(answers) {
				match answer {
					Ok(()) => good.push(step),
					Err(failure) => ends[step.row] = Some(End::Failed(failure)),
				}
			}
		}
		let mut items = Vec::new();
		let mut kept = Vec::new();
		for step in &good {
			let original = self.keep(step)?;
			let call = self.call(step, original.as_ref().map(|original| original.form))?;
			items.push(Item { signer: self.signer.clone(), call, size: 1 });
			kept.push(original);
		}
		let progress = context.output.progress(items.len() as u64, "consents");
		let mut outcomes = Vec::new();
		context
			.submitter(self.chain)
			.await?
			.send_all(&items, |index, outcome| {
				progress.inc(1);
				outcomes.push((index, outcome));
			})
			.await;
		progress.finish_and_clear();
		for (index, outcome) in outcomes {
			let (step, original) = (&good[index], &kept[index]);
			ends[step.row] = Some(self.settle(step, original.as_ref(), outcome)?);
		}
		Ok(())
	}

	/// Keep the resource in the vault: what the chain has is its commitment. The patient's own
	/// revocation has no form.
	fn keep(&self, step: &Step) -> Result<Option<Original>, Failure> {
		let Some(store) = &self.store else { return Ok(None) };
		if step.is_own && step.act == Act::Revoke {
			return Ok(None);
		}
		if let Some(original) = &step.original {
			return Ok(Some(original.clone()));
		}
		let content = step.value.to_string();
		let labels = step.labels.clone();
		let (record, version) = store
			.seal(content.as_bytes(), step.patient, None, labels, true)
			.map_err(|error| store_failure(&error))?;
		let original = Original { source: step.source, form: version.content, record };
		Originals::new(store, &step.patient)
			.add(original.clone())
			.map_err(|error| store_failure(&error))?;
		Ok(Some(original))
	}

	/// What became of an act, in the vault too.
	fn settle(
		&self,
		step: &Step,
		original: Option<&Original>,
		outcome: Outcome,
	) -> Result<End, Failure> {
		let failed = |error| store_failure(&error);
		match outcome {
			Outcome::Done { events, .. } => {
				let name = match step.act {
					Act::Grant => "ConsentGranted",
					Act::Revoke => "ConsentRevoked",
				};
				let version = events
					.iter()
					.find(|event| event.is("RecordsAccess", name))
					.and_then(|event| event.fields.get("version")?.as_u64())
					.and_then(|version| u32::try_from(version).ok())
					.ok_or_else(|| Failure::incompatible(format!("no event {name}")))?;
				if let (Some(store), Some(former)) = (&self.store, &step.former) {
					// Neither served by default, nor gone.
					match store.set_status(&former.record, RecordStatus::Superseded) {
						Ok(()) => (),
						Err(
							salus_vault::store::StoreError::NotFound
							| salus_vault::store::StoreError::Erased,
						) => (),
						Err(error) => return Err(failed(error)),
					}
				}
				let place = (super::export::consent_text(step.custodian, &step.patient), version);
				Ok(match step.act {
					Act::Grant => End::Granted(place),
					Act::Revoke => End::Revoked(place),
				})
			}
			Outcome::Refused { failure, .. } | Outcome::NotSent(failure) => {
				// It is certainly not on the chain: nothing of it stays.
				if let (Some(store), Some(original)) = (&self.store, original) {
					store.erase(&[original.record]).map_err(failed)?;
					Originals::new(store, &step.patient).remove(&original.form).map_err(failed)?;
				}
				Ok(End::Failed(failure))
			}
			// Another run finds it on the chain by its form, or sends it then.
			Outcome::Unknown(failure) => Ok(End::Failed(failure)),
		}
	}
}

/// How a Consent is labelled as a record.
fn labels(patient: &Patient, header: &Header) -> Labels {
	let class = codes::class("Consent").text();
	let given = header.date.as_ref().map_or_else(now, |date| date.start());
	Labels {
		class: token(&patient.secret, "class", &class),
		author: token(&patient.secret, "author", ""),
		month: Month::of(given).0,
		..Labels::default()
	}
}
