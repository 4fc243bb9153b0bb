//! `salus supply lot`: lots of millions of packs under one root.

use super::{
	participants::parse_gln,
	supply::{self, Desk, MAKING},
	Context,
};
use crate::{
	chain::scale::ENCODED,
	cli::{LotBuildArgs, LotCommand, LotExtractArgs, LotProveArgs},
	epcis::batch,
	error::{Exit, Failure},
	output::plain,
	time::{format_day, now, parse_expiry, parse_moment},
};
use codec::Encode;
use indicatif::ProgressBar;
use salus_interop::{
	epcis,
	id::Identifier,
	lot::{
		format_of, parse_container, read_aggregation, read_commissioning, read_packing,
		read_serials, Collector, Format, Lot, LotError, LotFacts, Occasion, Place, Source, Store,
	},
};
use salus_primitives::{
	lot::{ContainerProof, LotCommitment, PackProof},
	merkle::Root,
	supply::Epc,
	Gtin,
};
use serde_json::{json, Value as Json};
use std::{
	fs::{self, File},
	io::{self, BufRead, BufReader, BufWriter, Read, Write},
	os::unix::fs::FileExt,
	path::{Path, PathBuf},
	time::Instant,
};

/// The store in the folder of a lot.
const STORE: &str = "proofs.lot";
/// The lot's own event in it.
const EVENT: &str = "lot.json";
/// The folder of the events of its packs and containers.
const EVENTS: &str = "events";
/// How much of a file tells its format.
const PEEK: usize = 4_096;

/// What needs no chain; none if it needs one.
pub fn offline(context: &Context, command: &LotCommand) -> Option<Result<u8, Failure>> {
	Some(match command {
		LotCommand::Build(args) => build(context, args),
		LotCommand::Prove(args) => prove(context, args),
		LotCommand::Check { store } => check_store(context, store),
		LotCommand::Extract(args) => extract(context, args),
		_ => return None,
	})
}

/// Run a subcommand.
pub async fn run(context: &Context, command: LotCommand) -> Result<u8, Failure> {
	if let Some(result) = offline(context, &command) {
		return result;
	}
	match &command {
		LotCommand::Commission { dir } => commission(context, dir).await,
		LotCommand::Open { items, store } => supply::open(context, items, store).await,
		_ => supply::run_range(context, command).await,
	}
}

/// A value that is encoded already, as an argument of a call.
pub fn encoded(value: &impl Encode) -> Json {
	json!({ ENCODED: format!("0x{}", hex::encode(value.encode())) })
}

/// Commit a lot on the chain, as its folder says. A lot that is there already is a duplicate.
async fn commission(context: &Context, dir: &Path) -> Result<u8, Failure> {
	let store = open(dir)?;
	let path = dir.join(EVENT);
	let name = path.display().to_string();
	let bytes = fs::read(&path).map_err(|error| Failure::unreadable(&name, error))?;
	let document = epcis::read(&bytes).map_err(|error| Failure::unreadable(&name, error))?;
	let event = match document.events.into_iter().next() {
		Some(Ok(event)) => event,
		Some(Err(error)) => return Err(Failure::unreadable(&name, error)),
		None => return Err(Failure::unreadable(&name, "has no event")),
	};
	let facts = event.facts();
	let commitment = store.commitment();
	// The event and the store have to be of one lot: they are kept for ever.
	let says = |root: &Root| {
		let hash = format!("0x{}", hex::encode(root.hash));
		event.extensions.iter().any(|field| field.text == hash)
	};
	let is_of_store = event.lot() == Some(store.facts().lot.as_str())
		&& event.expiry() == Some(store.facts().expiry)
		&& says(&commitment.serials)
		&& commitment.packing.as_ref().is_none_or(says);
	if !is_of_store {
		let message = "is of another lot than the proof store beside it: build the folder again";
		return Err(Failure::unreadable(&name, message));
	}
	if store.packs() != commitment.serials.count {
		let message = "the proof store is a part of a lot: its maker commissions the whole";
		return Err(Failure::unreadable(dir.display(), message));
	}
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let known = batch::known_events(&chain, &*chain.runtime().await?, &[facts.hash]).await?;
	if let Some(number) = known.get(&facts.hash) {
		let block = batch::block(&chain, *number).await;
		let result = json!({
			"outcome": "duplicate",
			"call": "SupplyChain.commission_lot",
			"eventHash": epcis::hash_uri(&facts.hash),
			"block": block.map(|block| block.to_json()),
		});
		context.output.result(&result, plain);
		return Ok(0);
	}
	let call = json!({
		"gtin": store.facts().gtin.get(),
		"lot": format!("0x{}", hex::encode(&store.facts().lot)),
		"expiry": store.facts().expiry,
		"commitment": encoded(&commitment),
	});
	let packs = [("packs", commitment.serials.count.into())];
	desk.send("commission_lot", MAKING, call, Some(&facts), &packs).await
}

/// Proof stores that are asked together. Only what is asked for is kept open: there may be
/// thousands.
pub struct Stores(Vec<(PathBuf, LotFacts)>);

impl Stores {
	/// Those at these paths: a store, the folder of a lot, or a folder of many of either.
	pub fn open(paths: &[PathBuf]) -> Result<Self, Failure> {
		let mut stores = Vec::new();
		for path in paths {
			if !path.is_dir() || path.join(STORE).exists() {
				stores.push((path.clone(), open(path)?.facts().clone()));
				continue;
			}
			let cannot = |error: io::Error| Failure::unreadable(path.display(), error);
			let mut inner: Vec<PathBuf> = fs::read_dir(path)
				.map_err(cannot)?
				.map(|entry| entry.map(|entry| entry.path()))
				.collect::<Result<_, _>>()
				.map_err(cannot)?;
			inner.sort();
			inner.retain(|path| {
				path.join(STORE).exists() || path.extension().is_some_and(|end| end == "lot")
			});
			for path in inner {
				match open(&path) {
					Ok(store) => stores.push((path, store.facts().clone())),
					// One that arrived damaged keeps nobody from what is in the others.
					Err(failure) => log::warn!("{}: left out", failure.message),
				}
			}
		}
		Ok(Self(stores))
	}

	/// Whether there is none.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// Whether one is of this product.
	pub fn have(&self, gtin: u64) -> bool {
		self.0.iter().any(|(_, facts)| facts.gtin.get() == gtin)
	}

	/// A container by proof, with the facts of its lot.
	pub fn container(&self, epc: &Epc) -> Result<Option<(&LotFacts, ContainerProof)>, Failure> {
		for (path, facts) in &self.0 {
			if let Some(found) =
				open(path)?.container(epc).map_err(|error| in_store(path, error))?
			{
				return Ok(Some((facts, found)));
			}
		}
		Ok(None)
	}

	/// Every proof of a pack: there are several only where two lots have its serial.
	pub fn proofs(&self, gtin: u64, serial: &str) -> Result<Vec<PackProof>, Failure> {
		let mut proofs = Vec::new();
		for (path, facts) in &self.0 {
			if facts.gtin.get() == gtin {
				proofs.extend(open(path)?.prove(serial).map_err(|error| in_store(path, error))?);
			}
		}
		Ok(proofs)
	}
}

fn in_store(path: &Path, error: LotError) -> Failure {
	failure(&[path.display().to_string()], error)
}

/// The first leaf of a container, and how many are in it.
pub fn leaves_of(path: &Path, store: &Store<OnDisk>, text: &str) -> Result<(u32, u32), Failure> {
	let found = store.container(&parse_epc(text)?).map_err(|error| in_store(path, error))?;
	let found = found.ok_or_else(|| {
		let message = format!("{} has no container `{text}`", path.display());
		Failure::refused("Cli.NotFound", message)
	})?;
	Ok((found.first, found.len))
}

/// Proofs as arguments of a call.
pub fn proofs_json(proofs: &[PackProof]) -> Json {
	proofs.iter().map(encoded).collect()
}

/// A file that is read where it is needed.
pub struct OnDisk(File);

impl Source for OnDisk {
	fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
		self.0.read_exact_at(buffer, offset)
	}

	fn length(&self) -> io::Result<u64> {
		self.0.metadata().map(|metadata| metadata.len())
	}
}

/// Open a store, by its file or the folder it is in.
pub fn open(path: &Path) -> Result<Store<OnDisk>, Failure> {
	let path = if path.is_dir() { path.join(STORE) } else { path.to_owned() };
	let name = path.display().to_string();
	let file = File::open(&path).map_err(|error| Failure::unreadable(&name, error))?;
	Store::open(OnDisk(file)).map_err(|error| in_store(&path, error))
}

/// A failure with the names of the files that were read, in their order.
pub fn failure(files: &[String], error: LotError) -> Failure {
	let name = |place: Place| files.get(usize::from(place.file)).map_or("", String::as_str);
	let line = |place: Place| match place.line {
		0 => name(place).to_owned(),
		line => format!("{}, line {line}", name(place)),
	};
	let start = match (error.place, error.other) {
		(Some(place), Some(other)) if place.file == other.file => {
			format!("{}, lines {} and {}: ", name(place), other.line, place.line)
		}
		(Some(place), Some(other)) => format!("{} and {}: ", line(other), line(place)),
		(Some(place), None) => format!("{}: ", line(place)),
		(None, _) => files.first().map(|name| format!("{name}: ")).unwrap_or_default(),
	};
	Failure::usage(format!("{start}{}", error.message))
		.with_code(format!("Lot.{}", error.code))
		.with_rule(error.rule)
}

/// A GTIN from 8 to 14 digits.
pub fn parse_gtin(text: &str) -> Result<Gtin, Failure> {
	text.parse().map_err(|error| Failure::usage(format!("`{text}` is no GTIN: it {error} (ID-1)")))
}

fn parse_epc(text: &str) -> Result<Epc, Failure> {
	parse_container(text).map_err(|error| failure(&[], error))
}

fn epc_text(epc: &Epc) -> String {
	Identifier::try_from(epc).map_or_else(|_| format!("{epc:?}"), |id| id.canonical_digital_link())
}

fn root_json(root: &Root) -> Json {
	json!({ "hash": format!("0x{}", hex::encode(root.hash)), "count": root.count })
}

/// What is being made, thrown away unless it is kept.
struct Unfinished {
	path: PathBuf,
	is_kept: bool,
}

impl Unfinished {
	/// A name beside the one that it will have.
	fn beside(target: &Path) -> Result<Self, Failure> {
		let name = target
			.file_name()
			.ok_or_else(|| Failure::usage(format!("--out `{}` has no name", target.display())))?;
		let mut part = std::ffi::OsString::from(".");
		part.push(name);
		part.push(format!(".part-{}", std::process::id()));
		Ok(Self { path: target.with_file_name(part), is_kept: false })
	}

	/// Give it its name.
	fn keep(mut self, target: &Path) -> Result<(), Failure> {
		fs::rename(&self.path, target)
			.map_err(|error| Failure::unreadable(target.display(), error))?;
		self.is_kept = true;
		Ok(())
	}
}

impl Drop for Unfinished {
	fn drop(&mut self) {
		if !self.is_kept {
			// Nothing to be done about what cannot be removed, and it has another name.
			let _ = if self.path.is_dir() {
				fs::remove_dir_all(&self.path)
			} else {
				fs::remove_file(&self.path)
			};
		}
	}
}

/// A file to be read, with its format.
struct Input {
	name: String,
	format: Format,
	length: u64,
	reader: BufReader<Box<dyn Read>>,
}

fn input(path: &Path) -> Result<Input, Failure> {
	let name = path.display().to_string();
	let wrong = |error: io::Error| Failure::unreadable(&name, error);
	let (reader, length): (Box<dyn Read>, u64) = if path.as_os_str() == "-" {
		(Box::new(io::stdin()), 0)
	} else {
		let file = File::open(path).map_err(wrong)?;
		let metadata = file.metadata().map_err(wrong)?;
		if metadata.is_dir() {
			return Err(Failure::unreadable(&name, "is a folder"));
		}
		(Box::new(file), metadata.len())
	};
	let mut reader = BufReader::with_capacity(PEEK, reader);
	let format = format_of(reader.fill_buf().map_err(wrong)?);
	Ok(Input { name, format, length, reader })
}

/// A whole EPCIS document.
fn document(input: &mut Input) -> Result<Vec<u8>, Failure> {
	let mut bytes = Vec::new();
	// One byte more than is allowed tells that there is more.
	let limit = epcis::MAX_DOCUMENT as u64 + 1;
	input
		.reader
		.by_ref()
		.take(limit)
		.read_to_end(&mut bytes)
		.map_err(|error| Failure::unreadable(&input.name, error))?;
	Ok(bytes)
}

/// Read all that the command line names.
fn collect(context: &Context, args: &LotBuildArgs, facts: LotFacts) -> Result<Lot, Failure> {
	let names: Vec<String> =
		args.files.iter().chain(&args.packing).map(|path| path.display().to_string()).collect();
	let wrong = |error: LotError| failure(&names, error);
	let mut collector = Collector::new(facts).map_err(|error| failure(&[], error))?;
	let mut with_packing = Vec::new();
	for (number, path) in (0u16..).zip(&args.files) {
		let mut input = input(path)?;
		match input.format {
			Format::Csv => {
				let bar = context.output.progress(input.length, "bytes read");
				let reader = bar.wrap_read(input.reader);
				read_serials(reader, number, &mut collector, &mut |_| ()).map_err(wrong)?;
				bar.finish_and_clear();
			}
			Format::Epcis if input.name == "-" => {
				let message = "EPCIS is read twice, and standard input cannot be: give a file";
				return Err(Failure::usage(message));
			}
			Format::Epcis => {
				let bytes = document(&mut input)?;
				read_commissioning(&bytes, number, &mut collector).map_err(wrong)?;
				with_packing.push((number, path));
			}
		}
	}
	let first = u16::try_from(args.files.len()).unwrap_or(u16::MAX);
	with_packing.extend((first..).zip(&args.packing));
	if !with_packing.is_empty() {
		collector.index_serials().map_err(wrong)?;
	}
	for (number, path) in with_packing {
		let mut input = input(path)?;
		match input.format {
			Format::Csv => read_packing(input.reader, number, &mut collector).map_err(wrong)?,
			Format::Epcis => {
				let bytes = document(&mut input)?;
				read_aggregation(&bytes, number, &mut collector).map_err(wrong)?;
			}
		}
	}
	collector.finish().map_err(wrong)
}

fn build(context: &Context, args: &LotBuildArgs) -> Result<u8, Failure> {
	let start = Instant::now();
	let facts = LotFacts {
		gtin: parse_gtin(&args.gtin)?,
		lot: args.lot.clone(),
		expiry: parse_expiry(&args.expiry)?,
	};
	let occasion = Occasion {
		time: args.time.as_deref().map_or(Ok(now()), parse_moment)?,
		location: args.location.as_deref().map(parse_gln).transpose()?,
	};
	let name = args.out.display().to_string();
	let is_taken = match fs::read_dir(&args.out) {
		Ok(mut entries) => entries.next().is_some(),
		Err(_) => args.out.exists(),
	};
	if is_taken {
		let message = "exists already: give a new folder, so that no other lot is overwritten";
		return Err(Failure::unreadable(&name, message));
	}
	let lot = collect(context, args, facts)?;
	let unfinished = Unfinished::beside(&args.out)?;
	let folder = unfinished.path.clone();
	let cannot = |error: io::Error| Failure::unreadable(&name, error);
	fs::create_dir_all(&folder).map_err(cannot)?;
	let wrong = |error: LotError| failure(std::slice::from_ref(&name), error);

	let packs = lot.serials.len() as u64;
	let bar = context.output.progress(packs, "packs hashed");
	let store = File::create(folder.join(STORE)).map_err(cannot)?;
	let mut out = BufWriter::with_capacity(1 << 20, &store);
	let built = lot.write(&mut out, &|done| bar.set_position(done)).map_err(wrong)?;
	drop(out);
	store.sync_all().map_err(cannot)?;
	bar.finish_and_clear();

	let (document, event) = lot.lot_event(&occasion, &built.commitment).map_err(wrong)?;
	fs::write(folder.join(EVENT), document).map_err(cannot)?;
	let documents = match args.no_events {
		true => 0,
		false => write_events(context, &lot, &occasion, &folder.join(EVENTS)).map_err(wrong)?,
	};
	let result = json!({
		"gtin": lot.facts.gtin.to_string(),
		"lot": lot.facts.lot,
		"expiry": format_day(lot.facts.expiry),
		"packs": packs,
		"containers": lot.containers.len(),
		"serialRoot": root_json(&built.commitment.serials),
		"packingRoot": built.commitment.packing.as_ref().map(root_json),
		"eventHash": epcis::hash_uri(&event.hash),
		"store": args.out.join(STORE).display().to_string(),
		"storeBytes": built.size,
		"eventDocuments": documents,
		"seconds": (start.elapsed().as_millis() as f64) / 1_000.0,
	});
	unfinished.keep(&args.out)?;
	context.output.result(&result, plain);
	Ok(0)
}

fn write_events(
	context: &Context,
	lot: &Lot,
	occasion: &Occasion,
	folder: &Path,
) -> Result<u32, LotError> {
	fs::create_dir_all(folder)?;
	let twice = if lot.containers.is_empty() { 1 } else { 2 };
	let bar: ProgressBar =
		context.output.progress(lot.serials.len() as u64 * twice, "packs in events");
	let mut create = |name: &str| -> io::Result<Box<dyn Write>> {
		let file = File::create(folder.join(name))?;
		Ok(Box::new(BufWriter::with_capacity(1 << 20, file)))
	};
	let written = lot.write_events(occasion, &mut create, &mut |packs| bar.inc(packs));
	bar.finish_and_clear();
	written
}

/// What a store says of a pack.
pub fn pack_json<S: Source>(store: &Store<S>, proof: &PackProof) -> Json {
	json!({
		"gtin": store.facts().gtin.to_string(),
		"serial": String::from_utf8_lossy(&proof.serial),
		"lot": store.facts().lot,
		"expiry": format_day(proof.expiry),
		"index": proof.proof.index,
		"proof": format!("0x{}", hex::encode(proof.encode())),
		"root": root_json(&store.commitment().serials),
	})
}

fn container_json<S: Source>(store: &Store<S>, proof: &ContainerProof) -> Json {
	json!({
		"epc": epc_text(&proof.epc),
		"gtin": store.facts().gtin.to_string(),
		"lot": store.facts().lot,
		"first": proof.first,
		"packs": proof.len,
		"level": proof.level,
		"index": proof.proof.index,
		"proof": format!("0x{}", hex::encode(proof.encode())),
		"root": store.commitment().packing.as_ref().map(root_json),
	})
}

fn prove(context: &Context, args: &LotProveArgs) -> Result<u8, Failure> {
	if let Some(proof) = &args.check {
		return check_proof(context, args, proof);
	}
	let Some(path) = &args.store else {
		return Err(Failure::usage("say which store: the file, or the folder that `build` made"));
	};
	let store = open(path)?;
	let name = path.display().to_string();
	let wrong = |error: LotError| failure(std::slice::from_ref(&name), error);
	let unknown = |what: &str| {
		let message = format!(
			"{name} has no {what} of lot {} of {}: ask whoever sent the goods for the store",
			store.facts().lot,
			store.facts().gtin
		);
		Failure::refused("Cli.NotFound", message)
	};
	let result = match (&args.serial, &args.container) {
		(Some(serial), _) => {
			let found = store.prove(serial).map_err(wrong)?;
			let proof = found.ok_or_else(|| unknown(&format!("serial `{serial}`")))?;
			let around = store.containers_over(proof.proof.index).map_err(wrong)?;
			let mut result = pack_json(&store, &proof);
			result["containers"] = around.iter().map(|c| epc_text(&c.epc)).collect();
			result
		}
		(None, Some(text)) => {
			let found = store.container(&parse_epc(text)?).map_err(wrong)?;
			let proof = found.ok_or_else(|| unknown(&format!("container `{text}`")))?;
			container_json(&store, &proof)
		}
		(None, None) => return Err(Failure::usage("say which: --serial or --container")),
	};
	context.output.result(&result, plain);
	Ok(0)
}

fn parse_root(text: &str) -> Result<Root, Failure> {
	let wrong =
		|| Failure::usage(format!("--root `{text}` is not HASH:COUNT, such as 0x12...:480"));
	let (hash, count) = text.split_once(':').ok_or_else(wrong)?;
	let hash = hex::decode(hash.trim_start_matches("0x")).map_err(|_| wrong())?;
	let root = Root {
		hash: hash.try_into().map_err(|_| wrong())?,
		count: count.parse().map_err(|_| wrong())?,
	};
	if root.is_valid() {
		Ok(root)
	} else {
		Err(wrong())
	}
}

/// Whether a proof, of a pack or of a container, leads to a root.
fn check_proof(context: &Context, args: &LotProveArgs, text: &str) -> Result<u8, Failure> {
	let bytes = hex::decode(text.trim_start_matches("0x"))
		.map_err(|_| Failure::usage("--check takes a proof as hex"))?;
	let (gtin, packs, packing) = match (&args.root, &args.store) {
		(Some(root), _) => {
			let root = parse_root(root)?;
			(args.gtin.as_deref().map(parse_gtin).transpose()?, root, Some(root))
		}
		(None, Some(path)) => {
			let store = open(path)?;
			let LotCommitment { serials, packing } = store.commitment();
			(Some(store.facts().gtin), serials, packing)
		}
		(None, None) => return Err(Failure::usage("say against what: --root, or a store")),
	};
	// A proof of a pack needs its GTIN; without one it can only be of a container.
	let pack = PackProof::from_bytes(&bytes).zip(gtin);
	let verdict = match (&pack, ContainerProof::from_bytes(&bytes), packing) {
		(Some((pack, gtin)), _, _) => {
			let commitment = LotCommitment { serials: packs, packing: None };
			let result = pack.verify(gtin.get(), &commitment);
			Some((
				json!({
					"serial": String::from_utf8_lossy(&pack.serial),
					"lot": String::from_utf8_lossy(&pack.lot),
					"expiry": format_day(pack.expiry),
					"index": pack.proof.index,
				}),
				result,
			))
		}
		(None, Some(container), Some(root)) => Some((
			json!({
				"epc": epc_text(&container.epc),
				"first": container.first,
				"packs": container.len,
				"level": container.level,
				"index": container.proof.index,
			}),
			container.verify(&root),
		)),
		_ => None,
	};
	let Some((mut result, verdict)) = verdict else {
		let message = "this is no proof: it is cut off, has something behind it, or is of a pack \
		               and --gtin is missing";
		return Err(Failure::refused("Lot.proof", message));
	};
	result["valid"] = verdict.is_ok().into();
	result["reason"] = match verdict {
		Ok(()) => Json::Null,
		Err(error) => format!("{error:?}").into(),
	};
	context.output.result(&result, plain);
	Ok(if verdict.is_ok() { 0 } else { Exit::Refused as u8 })
}

fn check_store(context: &Context, path: &Path) -> Result<u8, Failure> {
	let store = open(path)?;
	let total = u64::from(store.packs()) + u64::from(store.containers());
	let bar = context.output.progress(total, "leaves checked");
	let name = path.display().to_string();
	store
		.check(&mut |leaves| bar.inc(leaves.into()))
		.map_err(|error| failure(std::slice::from_ref(&name), error))?;
	bar.finish_and_clear();
	let commitment = store.commitment();
	let result = json!({
		"gtin": store.facts().gtin.to_string(),
		"lot": store.facts().lot,
		"expiry": format_day(store.facts().expiry),
		"packs": store.packs(),
		"containers": store.containers(),
		"serialRoot": root_json(&commitment.serials),
		"packingRoot": commitment.packing.as_ref().map(root_json),
		"valid": true,
	});
	context.output.result(&result, plain);
	Ok(0)
}

/// What is listed, with the lines of `@FILE` in its place.
fn listed(items: &[String], has_commas: bool) -> Result<Vec<String>, Failure> {
	let mut list = Vec::new();
	for item in items {
		if let Some(path) = item.strip_prefix('@') {
			let text =
				fs::read_to_string(path).map_err(|error| Failure::unreadable(path, error))?;
			let text = text.trim_start_matches('\u{feff}');
			list.extend(
				text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into),
			);
		} else if has_commas {
			list.extend(item.split(',').map(|part| part.trim().to_owned()));
		} else {
			list.push(item.clone());
		}
	}
	Ok(list)
}

fn extract(context: &Context, args: &LotExtractArgs) -> Result<u8, Failure> {
	let store = open(&args.store)?;
	// A link or an SSCC has no comma that is not percent-encoded.
	let containers: Vec<Epc> = listed(&args.containers, true)?
		.iter()
		.map(|text| parse_epc(text))
		.collect::<Result<_, _>>()?;
	let serials = listed(&args.serials, false)?;
	let name = args.out.display().to_string();
	if args.out.exists() {
		return Err(Failure::unreadable(&name, "exists already: give a new file"));
	}
	let unfinished = Unfinished::beside(&args.out)?;
	let cannot = |error: io::Error| Failure::unreadable(&name, error);
	let file = File::create(&unfinished.path).map_err(cannot)?;
	let mut out = BufWriter::with_capacity(1 << 20, &file);
	let size = store
		.extract(&containers, &serials, &mut out)
		.map_err(|error| failure(&[args.store.display().to_string()], error))?;
	drop(out);
	file.sync_all().map_err(cannot)?;
	unfinished.keep(&args.out)?;
	let part = open(&args.out)?;
	let result = json!({
		"gtin": part.facts().gtin.to_string(),
		"lot": part.facts().lot,
		"expiry": format_day(part.facts().expiry),
		"packs": part.packs(),
		"containers": part.containers(),
		"store": name,
		"storeBytes": size,
	});
	context.output.result(&result, plain);
	Ok(0)
}
