//! `salus epcis capture`.

use super::{
	batch::{self, Job, Keys, Preparer},
	files::{self, Source},
	inbound,
	plan::{plan, Plan, Step, Surroundings},
	provision,
	report::{Report, Row, Verdict},
	store::Store,
};
use crate::{
	chain::{domain::Directory, submit::Submitter, Chain, Runtime},
	cli::{CaptureArgs, CaptureOptions},
	commands::Context,
	error::{Exit, Failure},
	output::Output,
};
use salus_interop::epcis::{Document, Event};
use serde_json::Value as Json;

/// A document's events among the rows.
pub struct Captured {
	/// The row of its first event.
	pub first: usize,
	/// The document.
	pub document: Document,
	/// Each event as it is kept; empty without a store.
	bodies: Vec<Option<Json>>,
}

/// Capture files.
pub async fn run(context: &Context, args: &CaptureArgs) -> Result<u8, Failure> {
	let store = args.store.as_deref().map(Store::create).transpose()?;
	let sources = match store {
		None => files::load(&args.files),
		Some(_) => files::load_with_bodies(&args.files),
	};
	let output = Some(context.output);
	let (report, result) = capture(context, &args.options, store.as_ref(), sources, output).await;
	result.map(|()| report.finish())
}

/// Capture documents: the one way in, from files and over REST. What became of each event is in the
/// report, also where not all could be sent.
pub async fn capture(
	context: &Context,
	options: &CaptureOptions,
	store: Option<&Store>,
	sources: Vec<Source>,
	output: Option<Output>,
) -> (Report, Result<(), Failure>) {
	let mut rows = Vec::new();
	let mut documents = Vec::new();
	for source in sources {
		match source.document {
			Err(failure) => rows.push(Row::document(&source.name, failure)),
			Ok(document) => {
				let first = rows.len();
				for (index, event) in document.events.iter().enumerate() {
					rows.push(match event {
						Err(error) => Row::invalid(&source.name, index, error),
						Ok(event) => Row::valid(&source.name, index, event),
					});
				}
				documents.push(Captured { first, document, bodies: source.bodies });
			}
		}
	}
	let mut report = Report::new(output, rows);
	let mut sent = match options.inbound {
		true => inbound(context, options, &documents, &mut report).await,
		false => outbound(context, options, &documents, &mut report).await,
	};
	if options.inbound && store.is_some() {
		sent = sent.and(leave_out_unknown(context, &mut documents).await);
	}
	// What the chain took is kept, also when the rest could not be sent.
	let kept = store.map_or(Ok(()), |store| keep(store, &documents, &report));
	(report, kept.and(sent))
}

/// Leave out the bodies of events of which the chain has no hash: what a supplier says of goods is
/// introduced under the receiver's own hash, and only what it shipped under the supplier's.
async fn leave_out_unknown(context: &Context, documents: &mut [Captured]) -> Result<(), Failure> {
	// Until it is known what the chain has, nothing is kept.
	let bodies: Vec<_> =
		documents.iter_mut().map(|captured| std::mem::take(&mut captured.bodies)).collect();
	let events = documents.iter().flat_map(|captured| captured.document.events.iter().flatten());
	let hashes: Vec<_> = events.map(|event| event.hash()).collect();
	let chain = context.chain().await?;
	let known = batch::known_events(&chain, &*chain.runtime().await?, &hashes).await?;
	for (captured, bodies) in documents.iter_mut().zip(bodies) {
		let events = captured.document.events.iter().zip(bodies);
		captured.bodies = events
			.map(|(event, body)| {
				body.filter(|_| event.as_ref().is_ok_and(|event| known.contains_key(&event.hash())))
			})
			.collect();
	}
	Ok(())
}

/// Keep what the chain has.
fn keep(store: &Store, documents: &[Captured], report: &Report) -> Result<(), Failure> {
	for captured in documents {
		let rows = report.rows.get(captured.first..).unwrap_or_default();
		let mut known = Vec::new();
		for ((event, body), row) in captured.document.events.iter().zip(&captured.bodies).zip(rows)
		{
			let is_known = row.verdict.as_ref().is_some_and(Verdict::is_known);
			if let (Ok(event), Some(body), true) = (event, body, is_known) {
				known.push((event, body));
			}
		}
		let put = |(event, body): &(&Event, &Json)| store.put(event, body);
		store.each(&known, put).into_iter().collect::<Result<(), _>>()?;
		if !known.is_empty() {
			store.put_master_data(&captured.document.master_data)?;
		}
	}
	Ok(())
}

/// The signer's own documents.
async fn outbound(
	context: &Context,
	options: &CaptureOptions,
	documents: &[Captured],
	report: &mut Report,
) -> Result<(), Failure> {
	let plans = plans(documents, report);
	if plans.is_empty() {
		return Ok(());
	}
	if options.dry_run {
		return dry_run(context, options, &plans, report).await;
	}
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	let default = match &context.global.signer {
		Some(_) => Some(context.signer(&chain).await?),
		None => None,
	};
	let mut keys = Keys::open(&chain, default, &options.party).await?;
	let directory = context.directory(&chain).await?;
	let mut submitter = context.submitter(&chain).await?;
	if options.provision {
		let only: Vec<_> = plans.iter().map(|(_, plan)| plan).collect();
		provision::run(context, &chain, &mut submitter, &directory, &mut keys, &only).await?;
	} else if keys.is_empty() {
		// Says what to do.
		context.signer(&chain).await?;
	}
	let preparer =
		Preparer { directory: &directory, runtime: &runtime, keys: &keys, is_trial: false };
	let jobs = prepare(&chain, &runtime, &preparer, &plans, report).await?;
	if options.rollback && !passes(&chain, &runtime, &jobs, report).await? {
		return Ok(());
	}
	send(context, &mut submitter, &jobs, report).await
}

/// What each event that is valid asks for; the others are decided.
fn plans(documents: &[Captured], report: &mut Report) -> Vec<(usize, Plan)> {
	let mut plans = Vec::new();
	for captured in documents {
		let events = &captured.document.events;
		let surroundings = Surroundings::of(events.iter().filter_map(|event| event.as_ref().ok()));
		for (index, event) in events.iter().enumerate() {
			let Ok(event) = event else { continue };
			let row = captured.first + index;
			match plan(event, &surroundings) {
				Ok(plan) => {
					for (code, message) in &plan.warnings {
						report.rows[row].warn(code, message.clone());
					}
					plans.push((row, plan));
				}
				Err(failure) => report.rows[row].verdict = Some(Verdict::Rejected(failure, None)),
			}
		}
	}
	plans
}

/// Make calls of plans. What the chain knows already, and what nobody can sign, is decided.
async fn prepare(
	chain: &Chain,
	runtime: &Runtime,
	preparer: &Preparer<'_>,
	plans: &[(usize, Plan)],
	report: &mut Report,
) -> Result<Vec<Job>, Failure> {
	let is_declaration = |plan: &Plan| matches!(plan.step, Step::DeclareError { .. });
	// A declaration has the hash of the event that it is about.
	let hashes: Vec<_> = plans
		.iter()
		.filter(|(_, plan)| !is_declaration(plan))
		.map(|(_, plan)| plan.facts.hash)
		.collect();
	let known = batch::known_events(chain, runtime, &hashes).await?;
	let mut jobs = Vec::with_capacity(plans.len());
	for (row, plan) in plans {
		if let (Some(number), false) = (known.get(&plan.facts.hash), is_declaration(plan)) {
			let block = batch::block(chain, *number).await;
			report.rows[*row].verdict = Some(Verdict::Duplicate(block));
			continue;
		}
		match preparer.job(*row, plan).await {
			Ok(job) => jobs.push(job),
			Err(failure) if failure.exit == Exit::Unknown => return Err(failure),
			Err(failure) => report.rows[*row].verdict = Some(Verdict::Rejected(failure, None)),
		}
	}
	report.show();
	Ok(jobs)
}

/// Whether all would be taken. If not, every row is decided and nothing is sent.
async fn passes(
	chain: &Chain,
	runtime: &Runtime,
	jobs: &[Job],
	report: &mut Report,
) -> Result<bool, Failure> {
	let verdicts = batch::try_all(chain, runtime, jobs).await?;
	let is_refused = |verdict: &Verdict| matches!(verdict, Verdict::Rejected(..));
	let is_decided_against =
		report.rows.iter().any(|row| row.verdict.as_ref().is_some_and(is_refused));
	if !is_decided_against && !verdicts.iter().any(is_refused) {
		return Ok(true);
	}
	for (job, verdict) in jobs.iter().zip(verdicts) {
		for row in &job.rows {
			if matches!(verdict, Verdict::Valid) {
				let message = "not sent, because another event would be refused (--rollback)";
				report.rows[*row].warn("rolled_back", message);
			}
			report.rows[*row].verdict = Some(verdict.clone());
		}
	}
	Ok(false)
}

async fn send(
	context: &Context,
	submitter: &mut Submitter<'_>,
	jobs: &[Job],
	report: &mut Report,
) -> Result<(), Failure> {
	report.show();
	batch::send_all(context.output, submitter, jobs, report).await
}

/// Check everything that can be checked without sending.
async fn dry_run(
	context: &Context,
	options: &CaptureOptions,
	plans: &[(usize, Plan)],
	report: &mut Report,
) -> Result<(), Failure> {
	let unchecked = match trial(context, options, plans, report).await {
		Ok(()) => None,
		Err(failure) if failure.exit == Exit::Unknown => Some(failure),
		Err(failure) => return Err(failure),
	};
	for (row, _) in plans {
		let row = &mut report.rows[*row];
		if row.verdict.is_none() {
			if let Some(failure) = &unchecked {
				row.warn("not_tried_on_chain", failure.message.clone());
			}
			row.verdict = Some(Verdict::Valid);
		}
	}
	Ok(())
}

/// Try the events on the chain's state.
async fn trial(
	context: &Context,
	options: &CaptureOptions,
	plans: &[(usize, Plan)],
	report: &mut Report,
) -> Result<(), Failure> {
	if options.provision {
		return Err(Failure::unreachable(
			"what --provision would register is not there, so only the document is checked",
		));
	}
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	let default = match &context.global.signer {
		Some(_) => Some(context.signer(&chain).await?),
		None => None,
	};
	let keys = Keys::open(&chain, default, &options.party).await?;
	let directory = context.directory(&chain).await?;
	let preparer =
		Preparer { directory: &directory, runtime: &runtime, keys: &keys, is_trial: true };
	let jobs = prepare(&chain, &runtime, &preparer, plans, report).await?;
	let verdicts = batch::try_all(&chain, &runtime, &jobs).await?;
	for (job, verdict) in jobs.iter().zip(verdicts) {
		for row in &job.rows {
			report.rows[*row].verdict = Some(verdict.clone());
		}
	}
	Ok(())
}

/// A supplier's documents, for goods on their way to the signer.
async fn inbound(
	context: &Context,
	options: &CaptureOptions,
	documents: &[Captured],
	report: &mut Report,
) -> Result<(), Failure> {
	if documents.is_empty() {
		return Ok(());
	}
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	let signer = context.signer(&chain).await?;
	let directory: Directory<'_> = context.directory(&chain).await?;
	let receiver =
		inbound::Receiver { chain: &chain, runtime: &runtime, directory: &directory, signer };
	let mut jobs = Vec::new();
	for captured in documents {
		jobs.extend(receiver.jobs(captured, report).await?);
	}
	if options.dry_run {
		let verdicts = batch::try_all(&chain, &runtime, &jobs).await?;
		for (job, verdict) in jobs.iter().zip(verdicts) {
			for row in &job.rows {
				report.rows[*row].verdict = Some(verdict.clone());
			}
		}
		return Ok(());
	}
	if options.rollback && !passes(&chain, &runtime, &jobs, report).await? {
		return Ok(());
	}
	let mut submitter = context.submitter(&chain).await?;
	send(context, &mut submitter, &jobs, report).await
}
