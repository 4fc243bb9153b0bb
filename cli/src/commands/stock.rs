//! `salus supply stock import`: what is in a warehouse when it joins, from a CSV file.
//!
//! Rows become introductions by the holder: what stands in one logistic unit goes together, and
//! many units travel in one call. The chain is the journal: an introduction is known by the hash of
//! what it says, so that the command can be killed and run again as often as one likes.

use super::{lot::parse_gtin, participants::parse_gln, supply::TRADING, Context};
use crate::{
	chain::{
		scale::bytes_of,
		submit::{Item, Outcome, Place, Submitter},
		Chain, Runtime, Signer,
	},
	cli::StockImportArgs,
	epcis::{
		batch,
		plan::{epc_json, facts_json, MAX_EPCS, PALLET},
	},
	error::{Exit, Failure},
	output::scalar,
	table,
	time::{now, parse_expiry, parse_moment},
};
use salus_interop::{
	epcis,
	lot::{pad_serial, LotError},
};
use salus_primitives::{
	supply::{validate_set_82, Day, Epc, EventFacts, EventHash},
	Moment, Sscc,
};
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeMap, HashMap},
	fs::File,
	io::Read,
	path::Path,
	sync::Arc,
};

/// How many packs travel in one introduction, unless one logistic unit has more.
const GROUP: usize = 512;
/// How many containers one introduction may list.
const MAX_CONTAINERS: usize = 512;
/// How many introductions are planned at a time: what is on the chain is asked for these.
const WINDOW: usize = 64;

/// A row that can be understood.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Row {
	line: u64,
	gtin: u64,
	serial: Vec<u8>,
	lot: String,
	expiry: Day,
}

impl Row {
	fn epc(&self) -> Option<Epc> {
		let serial = self.serial.clone().try_into().ok()?;
		Some(Epc::Sgtin { gtin: self.gtin, serial })
	}

	fn arg(&self, parent: Option<usize>) -> Json {
		json!({
			"gtin": self.gtin,
			"serial": format!("0x{}", hex::encode(&self.serial)),
			"lot": format!("0x{}", hex::encode(&self.lot)),
			"expiry": self.expiry,
			"parent": parent,
		})
	}
}

/// What cannot be divided: a logistic unit with all that is in it, or a loose pack.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Unit {
	sscc: Option<u64>,
	rows: Vec<Row>,
}

/// Units that travel in one introduction.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Group {
	units: Vec<Unit>,
}

impl Group {
	fn rows(&self) -> impl Iterator<Item = &Row> + Clone {
		self.units.iter().flat_map(|unit| &unit.rows)
	}

	fn containers(&self) -> usize {
		self.units.iter().filter(|unit| unit.sscc.is_some()).count()
	}

	/// The hash by which it is known: of what it says, not of when.
	fn hash(&self) -> EventHash {
		let mut preimage = b"salus/stock/introduction".to_vec();
		let mut field = |bytes: &[u8]| {
			preimage.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
			preimage.extend_from_slice(bytes);
		};
		for unit in &self.units {
			field(&unit.sscc.unwrap_or_default().to_le_bytes());
			field(&(unit.rows.len() as u64).to_le_bytes());
			for row in &unit.rows {
				field(&row.gtin.to_le_bytes());
				field(&row.serial);
				field(row.lot.as_bytes());
				field(&row.expiry.to_le_bytes());
			}
		}
		sp_crypto_hashing::blake2_256(&preimage)
	}

	/// Two halves; none of one unit.
	fn halves(mut self) -> Option<[Self; 2]> {
		if self.units.len() < 2 {
			return None;
		}
		let rest = self.units.split_off(self.units.len() / 2);
		Some([self, Self { units: rest }])
	}

	fn args(&self, acting: &Json, facts: &EventFacts, source: &EventHash) -> Json {
		let (mut containers, mut packs) = (Vec::new(), Vec::new());
		for unit in &self.units {
			let parent = unit.sscc.map(|sscc| {
				containers.push(json!({ "epc": { "Sscc": sscc }, "parent": null }));
				containers.len() - 1
			});
			packs.extend(unit.rows.iter().map(|row| row.arg(parent)));
		}
		json!({
			"acting": acting,
			"event": facts_json(facts),
			"source": format!("0x{}", hex::encode(source)),
			"containers": containers,
			"packs": packs,
		})
	}
}

/// What is in a file.
struct Stock {
	groups: Vec<Group>,
	/// Rows that are wrong, and those that stand with one.
	refused: BTreeMap<u64, Failure>,
	/// The hash of the file: what the introductions refer to.
	hash: EventHash,
}

fn row_failure(rule: &str, message: impl Into<String>) -> Failure {
	Failure::refused("Cli.Unreadable", message).with_rule(rule)
}

fn of_lot_error(error: LotError) -> Failure {
	row_failure(error.rule, error.message)
}

/// An SSCC, also with its AI in front as scanners give it; none for a loose pack.
fn parse_sscc(text: &str) -> Result<Option<u64>, Failure> {
	if text.is_empty() {
		return Ok(None);
	}
	let digits = text.strip_prefix("00").filter(|digits| digits.len() == 18);
	let sscc: Sscc = digits
		.unwrap_or(text)
		.parse()
		.map_err(|error| row_failure("ID-3", format!("`{text}` is no SSCC: it {error}")))?;
	Ok(Some(sscc.get()))
}

fn parse_row(line: u64, field: impl Fn(&str) -> String) -> Result<(Row, Option<u64>), Failure> {
	let refused = |failure: Failure| row_failure("file", failure.message);
	let gtin = parse_gtin(&field("gtin")).map_err(|f| refused(f).with_rule("ID-1"))?;
	let serial = field("serial").into_bytes();
	pad_serial(&serial).map_err(of_lot_error)?;
	let lot = field("lot");
	validate_set_82(lot.as_bytes()).map_err(|error| {
		row_failure("ID-2", format!("the lot number `{}` {error}", lot.escape_debug()))
	})?;
	if lot.len() > 20 {
		let message =
			format!("the lot number `{lot}` has {} characters; 20 are allowed", lot.len());
		return Err(row_failure("ID-2", message));
	}
	let expiry = parse_expiry(&field("expiry")).map_err(|f| refused(f).with_rule("SC-1"))?;
	let sscc = parse_sscc(&field("sscc"))?;
	Ok((Row { line, gtin: gtin.get(), serial, lot, expiry }, sscc))
}

fn read(input: impl Read, name: &str) -> Result<Stock, Failure> {
	let bytes = table::bytes(input, name)?;
	let hash = sp_crypto_hashing::sha2_256(&bytes);
	let rows = table::rows(&bytes, name, &["gtin", "lot", "expiry", "serial"])?;
	let mut refused = BTreeMap::new();
	let mut seen: HashMap<(u64, Vec<u8>), u64> = HashMap::new();
	// Units in the order of their first row.
	let mut units: Vec<Unit> = Vec::new();
	let mut by_sscc: HashMap<u64, usize> = HashMap::new();
	let mut spoilt: BTreeMap<u64, u64> = BTreeMap::new();
	for record in rows {
		let line = record.line;
		let field = |name: &str| record.field(name);
		let parsed =
			record.check().and_then(|()| parse_row(line, field)).and_then(|(row, sscc)| match seen
				.insert((row.gtin, row.serial.clone()), line)
			{
				Some(first) => {
					let message = format!(
						"`{}` of {:014} stands in line {first} too; each pack is there once",
						String::from_utf8_lossy(&row.serial),
						row.gtin
					);
					Err(row_failure("SC-1", message))
				}
				None => Ok((row, sscc)),
			});
		match parsed {
			Ok((row, None)) => units.push(Unit { sscc: None, rows: vec![row] }),
			Ok((row, Some(sscc))) => {
				let at = *by_sscc.entry(sscc).or_insert_with(|| {
					units.push(Unit { sscc: Some(sscc), rows: Vec::new() });
					units.len() - 1
				});
				if let Some(unit) = units.get_mut(at) {
					unit.rows.push(row);
				}
			}
			Err(failure) => {
				if let Ok(Some(sscc)) = parse_sscc(&field("sscc")) {
					spoilt.insert(sscc, line);
				}
				refused.insert(line, failure);
			}
		}
	}
	// A logistic unit is introduced with all that is in it, or not at all.
	let mut whole = Vec::with_capacity(units.len());
	for unit in units {
		let failure = match unit.sscc.and_then(|sscc| spoilt.get(&sscc).map(|line| (sscc, line))) {
			Some((sscc, line)) => Some(row_failure(
				"EP-2",
				format!("line {line} is wrong and stands in {sscc:018} too: correct it first"),
			)),
			None if unit.rows.len() >= MAX_EPCS => Some(row_failure(
				"EP-2",
				format!(
					"{} packs are in one logistic unit, and one introduction lists fewer than \
				         {MAX_EPCS}: name the cases in it as units of their own",
					unit.rows.len()
				),
			)),
			None => None,
		};
		match failure {
			Some(failure) => {
				refused.extend(unit.rows.iter().map(|row| (row.line, failure.clone())));
			}
			None => whole.push(unit),
		}
	}
	Ok(Stock { groups: grouped(whole), refused, hash })
}

/// As few groups as the bounds allow, in the order of the file, the same for the same file.
fn grouped(units: Vec<Unit>) -> Vec<Group> {
	let mut groups: Vec<Group> = Vec::new();
	let (mut packs, mut containers) = (0, 0);
	for unit in units {
		let (more, is_container) = (unit.rows.len(), usize::from(unit.sscc.is_some()));
		let fits = packs + more <= GROUP && containers + is_container <= MAX_CONTAINERS;
		match groups.last_mut() {
			Some(group) if fits => group.units.push(unit),
			_ => {
				groups.push(Group { units: vec![unit] });
				(packs, containers) = (0, 0);
			}
		}
		packs += more;
		containers += is_container;
	}
	groups
}

/// What became of rows.
enum Verdict {
	Introduced(Place),
	Duplicate,
	Refused(Failure, Option<Place>),
	Valid,
}

struct Report<'a> {
	context: &'a Context,
	exit: u8,
	counts: BTreeMap<&'static str, u64>,
}

impl Report<'_> {
	fn row(&mut self, line: u64, failure: &Failure) {
		self.exit = self.exit.max(failure.exit as u8);
		*self.counts.entry("rejected").or_default() += 1;
		let result = json!({
			"lines": [line, line],
			"packs": 1,
			"containers": 0,
			"outcome": "rejected",
			"eventHash": null,
			"error": failure.to_json(),
			"warnings": [],
			"block": null,
			"extrinsic": null,
		});
		self.context.output.result(&result, human);
	}

	fn group(&mut self, group: &Group, hash: Option<&EventHash>, verdict: &Verdict) {
		self.show(group, hash, verdict, &[]);
	}

	/// Packs that are on the chain. Where another organisation holds them, two say that they have
	/// one pack: one of the two is wrong, or the pack is (FMD-5).
	fn duplicates(&mut self, group: &Group, elsewhere: &BTreeMap<u64, Vec<u64>>) {
		let warnings: Vec<Json> = elsewhere
			.iter()
			.map(|(holder, lines)| {
				let text: Vec<_> = lines.iter().take(10).map(ToString::to_string).collect();
				let more = if lines.len() > text.len() { "..." } else { "" };
				let message = format!(
					"{} packs are with organisation {holder} on the chain, lines {}{more}: look at \
					 them, and receive them or open an exception (SC-12)",
					lines.len(),
					text.join(", "),
				);
				json!({ "code": "held_elsewhere", "message": message })
			})
			.collect();
		self.show(group, None, &Verdict::Duplicate, &warnings);
	}

	fn show(
		&mut self,
		group: &Group,
		hash: Option<&EventHash>,
		verdict: &Verdict,
		warnings: &[Json],
	) {
		let packs = group.rows().count();
		let (outcome, failure, place) = match verdict {
			Verdict::Introduced(place) => ("introduced", None, Some(place)),
			Verdict::Duplicate => ("duplicate", None, None),
			Verdict::Valid => ("valid", None, None),
			Verdict::Refused(failure, place) if failure.exit == Exit::Unknown => {
				("unknown", Some(failure), place.as_ref())
			}
			Verdict::Refused(failure, place) => ("rejected", Some(failure), place.as_ref()),
		};
		self.exit = self.exit.max(failure.map_or(0, |failure| failure.exit as u8));
		*self.counts.entry(outcome).or_default() += packs as u64;
		let lines = group.rows().map(|row| row.line);
		let result = json!({
			"lines": [lines.clone().min(), lines.max()],
			"packs": packs,
			"containers": group.containers(),
			"outcome": outcome,
			"eventHash": hash.map(epcis::hash_uri),
			"error": failure.map(Failure::to_json),
			"warnings": warnings,
			"block": place.map(|place| place.block.to_json()),
			"extrinsic": place.map(|place| place.extrinsic()),
		});
		self.context.output.result(&result, human);
	}

	/// The exit code; how many packs came out how is a note.
	fn finish(self) -> u8 {
		let counts: Vec<_> =
			self.counts.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
		let counts = if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
		self.context.output.note(format!("packs: {counts}"));
		self.exit
	}
}

fn human(result: &Json) -> String {
	let text = |path: &str| result.pointer(path).map(scalar).unwrap_or_default();
	let mut line = format!(
		"{:<10} lines {}-{}: {} packs, {} containers",
		text("/outcome"),
		text("/lines/0"),
		text("/lines/1"),
		text("/packs"),
		text("/containers")
	);
	if result.pointer("/block/number").is_some() {
		line.push_str(&format!(", block {}", text("/block/number")));
	}
	if result.pointer("/error/code").is_some() {
		line.push_str(&format!(": {} [{}]", text("/error/message"), text("/error/code")));
	}
	for warning in result.get("warnings").and_then(Json::as_array).into_iter().flatten() {
		let message = warning.get("message").map(scalar).unwrap_or_default();
		line.push_str(&format!("\n  warning: {message}"));
	}
	line
}

/// Import a file.
pub async fn import(context: &Context, args: &StockImportArgs) -> Result<u8, Failure> {
	let time = args.time.as_deref().map_or(Ok(now()), parse_moment)?;
	let location = args.location.as_deref().map(parse_gln).transpose()?;
	let stock = load(&args.file)?;
	let mut report = Report { context, exit: 0, counts: BTreeMap::new() };
	for (line, failure) in &stock.refused {
		report.row(*line, failure);
	}
	if args.dry_run || stock.groups.is_empty() {
		for group in &stock.groups {
			report.group(group, Some(&group.hash()), &Verdict::Valid);
		}
		return Ok(report.finish());
	}
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let runtime = chain.runtime().await?;
	let directory = context.directory(&chain).await?;
	let importer = Importer {
		acting: directory.acting(&signer.account(), TRADING).await?,
		time,
		location: location.map(|gln| gln.get()),
		source: stock.hash,
		chain: &chain,
		runtime: &runtime,
		signer,
	};
	let mut submitter = context.submitter(&chain).await?;
	let bar = context.output.progress(stock.groups.len() as u64, "introductions");
	for window in stock.groups.chunks(WINDOW) {
		importer.window(window.to_vec(), &mut submitter, &mut report).await?;
		bar.inc(window.len() as u64);
	}
	bar.finish_and_clear();
	Ok(report.finish())
}

fn load(path: &Path) -> Result<Stock, Failure> {
	let name = path.display().to_string();
	if name == "-" {
		return read(std::io::stdin().lock(), "standard input");
	}
	let file = File::open(path).map_err(|error| Failure::unreadable(&name, error))?;
	read(file, &name)
}

struct Importer<'a> {
	acting: Json,
	time: Moment,
	location: Option<u64>,
	source: EventHash,
	chain: &'a Chain,
	runtime: &'a Runtime,
	signer: Arc<Signer>,
}

impl Importer<'_> {
	/// Send groups. One that is refused is tried again in halves, until it is known which of its
	/// units the chain does not take.
	async fn window(
		&self,
		groups: Vec<Group>,
		submitter: &mut Submitter<'_>,
		report: &mut Report<'_>,
	) -> Result<(), Failure> {
		let mut todo = self.unknown(groups, report).await?;
		while !todo.is_empty() {
			let items = todo
				.iter()
				.map(|group| {
					let facts = EventFacts {
						hash: group.hash(),
						time: self.time,
						biz_step: None,
						disposition: None,
						read_point: self.location,
						biz_location: self.location,
					};
					let args = group.args(&self.acting, &facts, &self.source);
					let call = self.runtime.call(PALLET, "introduce", &args)?;
					let size = group.rows().count() + group.containers();
					Ok(Item { signer: self.signer.clone(), call, size })
				})
				.collect::<Result<Vec<_>, Failure>>()?;
			let mut again = Vec::new();
			submitter
				.send_all(&items, |index, outcome| {
					let Some(group) = todo.get(index) else { return };
					let hash = group.hash();
					let verdict = match outcome {
						Outcome::Done { place, .. } => Verdict::Introduced(place),
						Outcome::Refused { failure, .. }
							if failure.code == format!("{PALLET}.DuplicateEvent") =>
						{
							Verdict::Duplicate
						}
						Outcome::Refused { failure, place } => match group.clone().halves() {
							Some(halves) => return again.extend(halves),
							None => Verdict::Refused(failure, Some(place)),
						},
						Outcome::NotSent(failure) | Outcome::Unknown(failure) => {
							Verdict::Refused(failure, None)
						}
					};
					report.group(group, Some(&hash), &verdict);
				})
				.await;
			todo = self.unknown(again, report).await?;
		}
		Ok(())
	}

	/// The groups that the chain does not know, without the packs that it knows.
	async fn unknown(
		&self,
		groups: Vec<Group>,
		report: &mut Report<'_>,
	) -> Result<Vec<Group>, Failure> {
		let hashes: Vec<EventHash> = groups.iter().map(Group::hash).collect();
		let known = batch::known_events(self.chain, self.runtime, &hashes).await?;
		let mut open = Vec::new();
		for (group, hash) in groups.into_iter().zip(hashes) {
			if known.contains_key(&hash) {
				report.group(&group, Some(&hash), &Verdict::Duplicate);
			} else {
				open.push(group);
			}
		}
		let epcs: Vec<Epc> =
			open.iter().flat_map(|group| group.rows().filter_map(Row::epc)).collect();
		let keys: Vec<Vec<u8>> = epcs
			.iter()
			.map(|epc| self.runtime.storage_key(PALLET, "Items", &[epc_json(epc)]))
			.collect::<Result<_, _>>()?;
		let values = batch::values(self.chain, &keys).await?;
		let mut on_chain = BTreeMap::new();
		for (epc, value) in epcs.into_iter().zip(values) {
			if let Some(value) = value {
				let item = self.runtime.storage_value(PALLET, "Items", &value)?;
				let holder = self.holder(&epc, &item).await?;
				let elsewhere = holder.filter(|holder| Some(*holder) != self.own());
				on_chain.insert(epc, Known { trade: item["trade"].clone(), elsewhere });
			}
		}
		Ok(open.into_iter().filter_map(|group| without(group, &on_chain, report)).collect())
	}

	fn own(&self) -> Option<u64> {
		self.acting.get("organisation").and_then(Json::as_u64)
	}

	/// Who holds an item; what is packed is where its outermost container is.
	async fn holder(&self, epc: &Epc, item: &Json) -> Result<Option<u64>, Failure> {
		let own = item.get("holder").and_then(Json::as_u64);
		let (Epc::Sgtin { gtin, serial }, false) = (epc, item["parent"].is_null()) else {
			return Ok(own);
		};
		let serial = String::from_utf8_lossy(serial).into_owned();
		let query = json!({ "gtin": format!("{gtin:014}"), "serial": serial });
		let answer = self.chain.request("supply_verifyPack", &[query]).await?;
		Ok(answer.get("holder").and_then(Json::as_u64))
	}
}

/// A pack that is on the chain.
struct Known {
	trade: Json,
	/// Who holds it, if not whoever imports.
	elsewhere: Option<u64>,
}

/// Whether the chain says of a pack what the row says. If it says another lot or expiry the row is
/// no duplicate: the chain is asked, and refuses it.
fn is_same(row: &Row, trade: &Json) -> bool {
	let lot = trade["lot"].as_str().unwrap_or_default();
	let is_lot = lot == row.lot || bytes_of(lot).is_ok_and(|bytes| bytes == row.lot.as_bytes());
	is_lot && trade["expiry"].as_u64() == Some(row.expiry.into())
}

/// The group without packs that are on the chain: they are duplicates, as is a unit of them alone.
fn without(
	group: Group,
	on_chain: &BTreeMap<Epc, Known>,
	report: &mut Report<'_>,
) -> Option<Group> {
	let known = |row: &Row| {
		row.epc().and_then(|epc| on_chain.get(&epc)).filter(|known| is_same(row, &known.trade))
	};
	let is_known = |row: &Row| known(row).is_some();
	if !group.rows().any(is_known) {
		return Some(group);
	}
	let mut there = Vec::new();
	let mut missing = Vec::new();
	for Unit { sscc, rows } in group.units {
		let (known, unknown): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_known);
		if !known.is_empty() {
			// The unit itself goes with what is missing of it.
			let sscc = if unknown.is_empty() { sscc } else { None };
			there.push(Unit { sscc, rows: known });
		}
		if !unknown.is_empty() {
			missing.push(Unit { sscc, rows: unknown });
		}
	}
	let there = Group { units: there };
	let mut elsewhere: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
	for row in there.rows() {
		if let Some(holder) = known(row).and_then(|known| known.elsewhere) {
			elsewhere.entry(holder).or_default().push(row.line);
		}
	}
	report.duplicates(&there, &elsewhere);
	(!missing.is_empty()).then_some(Group { units: missing })
}

#[cfg(test)]
mod tests {
	use super::*;

	const HEAD: &str = "gtin,lot,expiry,serial,sscc\n";
	const ONE: &str = "106141412345678908";
	const TWO: &str = "195200010000000024";

	fn stock(body: &str) -> Stock {
		read(format!("{HEAD}{body}").as_bytes(), "test").unwrap()
	}

	fn row(serial: &str, sscc: &str) -> String {
		format!("8904000210037,L1,2030-01-31,{serial},{sscc}\n")
	}

	#[test]
	fn ep_2_a_unit_with_a_wrong_row_should_wait_however_the_row_is_wrong() {
		let good = row("A", TWO);
		let prefixed = format!("8904000210037,L1,2030-13-31,B,00{TWO}\n");
		let longer = format!("8904000210037,L1,2030-01-31,B,{TWO},9\n");
		for wrong in [prefixed, longer] {
			let stock = stock(&[good.clone(), wrong.clone(), row("C", ONE)].concat());
			assert_eq!(stock.refused.keys().copied().collect::<Vec<_>>(), [2, 3], "{wrong}");
			assert_eq!(stock.refused[&2].rule.as_deref(), Some("EP-2"), "{wrong}");
			let lines: Vec<u64> = stock.groups[0].rows().map(|row| row.line).collect();
			assert_eq!(lines, [4], "{wrong}");
		}
		let bytes = [
			HEAD.as_bytes(),
			good.as_bytes(),
			b"8904000210037,L1,2030-01-31,\xff,",
			TWO.as_bytes(),
		];
		let stock = read(&bytes.concat()[..], "test").unwrap();
		assert!(stock.groups.is_empty());
		assert_eq!(stock.refused[&3].rule.as_deref(), Some(table::FILE));
	}

	#[test]
	fn sc_1_a_pack_with_another_lot_or_expiry_should_be_no_duplicate() {
		let rows = stock(&row("A", "")).groups.remove(0).units.remove(0).rows;
		let expiry = rows[0].expiry;
		assert!(is_same(&rows[0], &json!({ "lot": "L1", "expiry": expiry })));
		assert!(is_same(&rows[0], &json!({ "lot": "0x4c31", "expiry": expiry })));
		assert!(!is_same(&rows[0], &json!({ "lot": "L2", "expiry": expiry })));
		assert!(!is_same(&rows[0], &json!({ "lot": "L1", "expiry": expiry + 1 })));
		assert!(!is_same(&rows[0], &Json::Null));
	}

	#[test]
	fn what_stands_together_should_travel_together() {
		let body = [row("A", ONE), row("B", ""), row("C", TWO), row("D", ONE)].concat();
		let stock = stock(&body);
		assert!(stock.refused.is_empty());
		assert_eq!(stock.groups.len(), 1);
		let units: Vec<(bool, Vec<u64>)> = stock.groups[0]
			.units
			.iter()
			.map(|unit| (unit.sscc.is_some(), unit.rows.iter().map(|row| row.line).collect()))
			.collect();
		assert_eq!(units, [(true, vec![2, 5]), (false, vec![3]), (true, vec![4])]);
		let facts = EventFacts {
			hash: [1; 32],
			time: 1,
			biz_step: None,
			disposition: None,
			read_point: None,
			biz_location: None,
		};
		let args = stock.groups[0].args(&json!({}), &facts, &[2; 32]);
		assert_eq!(args["containers"].as_array().unwrap().len(), 2);
		let parents: Vec<_> =
			args["packs"].as_array().unwrap().iter().map(|pack| pack["parent"].clone()).collect();
		assert_eq!(parents, [json!(0), json!(0), Json::Null, json!(1)]);
	}

	#[test]
	fn the_same_stock_should_have_the_same_hashes() {
		let hashes = |body: &str| stock(body).groups.iter().map(Group::hash).collect::<Vec<_>>();
		let body: String = (0..1_500).map(|n| row(&format!("S{n}"), "")).collect();
		assert_eq!(hashes(&body).len(), 3);
		assert_eq!(hashes(&body), hashes(&body));
		let other = body.replace("S1,", "T1,");
		assert_ne!(hashes(&body)[0], hashes(&other)[0]);
		assert_eq!(hashes(&body)[1..], hashes(&other)[1..]);
		let mut all = hashes(&body);
		all.dedup();
		assert_eq!(all.len(), 3);
		// In a container is something else than loose.
		assert_ne!(hashes(&row("A", "")), hashes(&row("A", ONE)));
	}

	#[test]
	fn groups_should_be_bounded_and_halve_down_to_units() {
		let body: String = (0..GROUP + 1).map(|n| row(&format!("S{n}"), ONE)).collect();
		let one = stock(&body);
		assert_eq!(one.groups.len(), 1, "a unit is not divided");
		assert!(one.groups[0].clone().halves().is_none());
		let body: String = (0..MAX_EPCS).map(|n| row(&format!("S{n}"), ONE)).collect();
		let large = stock(&body);
		assert!(large.groups.is_empty());
		assert_eq!(large.refused.len(), MAX_EPCS);
		let body: String = (0..5).map(|n| row(&format!("S{n}"), "")).collect();
		let [left, right] = stock(&body).groups[0].clone().halves().unwrap();
		assert_eq!((left.units.len(), right.units.len()), (2, 3));
	}

	#[test]
	fn wrong_rows_should_be_refused_with_what_stands_in_the_same_unit() {
		let body = [
			row("A", ONE),
			row("B 1", ONE),
			row("C", TWO),
			row("C", ""),
			row("D", "106141412345678909"),
			"8904000210036,L1,2030-01-31,E,\n".to_owned(),
			"8904000210037,L1,2030-02-31,F,\n".to_owned(),
			"8904000210037,L 1,2030-01-31,G,\n".to_owned(),
			"8904000210037,L1\n".to_owned(),
			row("123456789012345678901", ""),
		]
		.concat();
		let stock = stock(&body);
		let rules: Vec<_> = stock
			.refused
			.iter()
			.map(|(line, failure)| (*line, failure.rule.as_deref().unwrap_or_default()))
			.collect();
		assert_eq!(
			rules,
			[
				(2, "EP-2"),
				(3, "ID-2"),
				(5, "SC-1"),
				(6, "ID-3"),
				(7, "ID-1"),
				(8, "SC-1"),
				(9, "ID-2"),
				(10, "file"),
				(11, "ID-2"),
			]
		);
		assert_eq!(stock.groups.len(), 1);
		assert_eq!(stock.groups[0].rows().count(), 1);
		assert!(read("a,b\n1,2\n".as_bytes(), "test").is_err());
	}
}
