//! Answers to queries, in pages: an EPCISQueryDocument with what the store has, each body checked
//! against its anchor, and beside it what is only anchored.

use super::{
	database::{body, gln, Position, Row, Window},
	Index,
};
use crate::{
	epcis::store::{Kept, Store},
	error::Failure,
	time::{format_moment, now},
};
use salus_interop::{
	epcis::{
		hash_uri,
		query::{anchored_terms, is_about_objects, Query, QueryError, Term},
		write_query_document, VocabularyElement,
	},
	id::Identifier,
};
use salus_primitives::{supply::EventHash, Moment};
use serde_json::{json, Map, Value as Json};
use sha2::{Digest, Sha256};

/// `perPage` where it is not given.
pub const PER_PAGE: usize = 30;
/// The most events on a page.
pub const MAX_PER_PAGE: usize = 1_000;
/// Bodies on one page have about so many bytes at most, however few they are.
const PAGE_BYTES: usize = 8 * 1024 * 1024;
/// How long a page token is good.
pub const TOKEN_LIFE: Moment = 60 * 60 * 1_000;
/// `maxEventCount` and `eventCountLimit` are counted so far.
const MAX_COUNT: usize = 100_000;

/// To whom an answer is given: its page tokens are good for nobody else.
#[derive(Clone, Debug, Default)]
pub struct Audience {
	/// A name.
	pub name: String,
	/// What is asked for beside the query: the resource in the path, the parties of the client.
	pub further: Vec<Vec<Term>>,
	/// Events in the trace of the object that is asked for, by the chain's word: those of which there
	/// is no body are on the first page, because without it no term says what they are about.
	pub traced: Vec<EventHash>,
}

/// One page.
pub struct Page {
	/// The EPCISQueryDocument.
	pub document: Json,
	/// The token of the next page and when it expires, if there is one.
	pub next: Option<(String, Moment)>,
}

/// Where a page begins.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Token {
	expires: Moment,
	newest: u64,
	given: u64,
	after: Position,
}

/// The bytes of a token without its seal.
const TOKEN: usize = 5 * 8;
const SEAL: usize = 16;

impl Token {
	fn seal(&self, secret: &[u8], query: &Query, audience: &Audience) -> String {
		let numbers = [self.expires, self.newest, self.given, self.after.time, self.after.place];
		let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
		let seal = seal(secret, &bytes, query, audience);
		hex::encode([&bytes[..], &seal].concat())
	}

	/// None if it was not made here for this query and client.
	fn open(text: &str, secret: &[u8], query: &Query, audience: &Audience) -> Option<Self> {
		let bytes = hex::decode(text).ok()?;
		let (bytes, found) = bytes.split_at_checked(TOKEN)?;
		// The secret hides what a comparison that ends early could tell: the seal is no password.
		if found != seal(secret, bytes, query, audience) {
			return None;
		}
		let mut numbers =
			bytes.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok()).map(u64::from_be_bytes);
		Some(Self {
			expires: numbers.next()?,
			newest: numbers.next()?,
			given: numbers.next()?,
			after: Position { time: numbers.next()?, place: numbers.next()? },
		})
	}
}

fn seal(secret: &[u8], bytes: &[u8], query: &Query, audience: &Audience) -> [u8; SEAL] {
	let mut inner = Sha256::new();
	for part in [bytes, &query.fingerprint, audience.name.as_bytes()] {
		inner.update((part.len() as u64).to_be_bytes());
		inner.update(part);
	}
	inner.update(format!("{:?}", audience.further));
	// The secret on both sides, so that nobody goes on where a hash ended.
	let outer = Sha256::new()
		.chain_update(secret)
		.chain_update(inner.finalize())
		.chain_update(secret)
		.finalize();
	let mut seal = [0; SEAL];
	seal.copy_from_slice(&outer[..SEAL]);
	seal
}

/// Answer a query: `per_page` where the query does not say how much.
pub fn answer(
	index: &Index,
	store: &Store,
	query: &Query,
	audience: &Audience,
	per_page: usize,
) -> Result<Result<Page, QueryError>, Failure> {
	let secret = index.secret()?;
	let token = match &query.next_page_token {
		None => None,
		Some(text) => match Token::open(text, &secret, query, audience) {
			Some(token) if token.expires >= now() => Some(token),
			Some(_) => {
				let message = "nextPageToken has expired: ask for the first page again";
				return Ok(Err(QueryError::parameter(message)));
			}
			None => {
				let message =
					"nextPageToken is none of this query: it was made by this repository \
				               for other parameters or another client, or not at all";
				return Ok(Err(QueryError::parameter(message)));
			}
		},
	};
	let mut query = query.clone();
	if query.needs_master_data() {
		let says = |element: &VocabularyElement| {
			!element.children.is_empty() || !element.attributes.is_empty()
		};
		if let Err(error) = query.describe_by(&store.master_data(says)?) {
			return Ok(Err(error));
		}
	}
	let query = &query;
	let newest = token.map_or_else(|| index.newest(), |token| Ok(token.newest))?;
	let given = token.map_or(0, |token| token.given);
	if let (None, Some(most)) = (token, query.max_event_count) {
		if let Err(error) = count(index, query, audience, newest, most)? {
			return Ok(Err(error));
		}
	}
	let per_page = query.per_page.unwrap_or(per_page).min(MAX_PER_PAGE);
	let left = query.event_count_limit.map(|limit| limit.saturating_sub(given));
	let left = left.map_or(usize::MAX, |left| usize::try_from(left).unwrap_or(usize::MAX));
	let wanted = per_page.min(left);
	// One more than is shown tells whether there is a next page.
	let limit = wanted.saturating_add(usize::from(left > wanted));
	let window = Window { after: token.map(|token| token.after), newest, limit };
	let rows = match limit {
		0 => Vec::new(),
		_ => match index.search(query, &audience.further, window)? {
			Ok(rows) => rows,
			Err(error) => return Ok(Err(error)),
		},
	};
	let (mut events, mut anchored, mut bytes, mut last) = (Vec::new(), Vec::new(), 0, None);
	if token.is_none() {
		for row in traced(index, query, audience, newest)? {
			anchored.push(describe(&row));
		}
	}
	let beside = anchored.len();
	for (position, row) in rows.iter().take(wanted) {
		let kept = if row.has_body { body(store, &row.anchor) } else { None };
		match kept {
			Some(kept) => {
				let body = finish(kept, row);
				bytes += body.to_string().len();
				events.push(body);
			}
			None => anchored.push(describe(row)),
		}
		last = Some(*position);
		if bytes >= PAGE_BYTES {
			break;
		}
	}
	let count = events.len() + anchored.len() - beside;
	let next = last.filter(|_| rows.len() > count && left > count).map(|after| {
		let expires = now() + TOKEN_LIFE;
		let given = given + count as u64;
		let token = Token { expires, newest, given, after };
		(token.seal(&secret, query, audience), expires)
	});
	let document =
		write_query_document(&format_moment(now()), "SimpleEventQuery", events, anchored);
	Ok(Ok(Page { document, next }))
}

/// What is only anchored of a trace, as far as the rest of the query is met by what the chain says.
fn traced(
	index: &Index,
	query: &Query,
	audience: &Audience,
	newest: u64,
) -> Result<Vec<Row>, Failure> {
	let mut found = Vec::new();
	for row in index.rows(&audience.traced, newest)? {
		let terms = anchored_terms(&row.anchored());
		let has_one = |condition: &&Vec<Term>| condition.iter().any(|term| terms.contains(term));
		let conditions: Vec<_> = query.conditions.iter().chain(&audience.further).collect();
		// By its parent it may be found already.
		let is_found = conditions.iter().all(has_one);
		let is_met = conditions.iter().filter(|one| !is_about_objects(one)).all(has_one);
		let is_in_time = query.event_time.contains(row.time)
			&& query.record_time.contains(Some(row.anchor.recorded))
			&& query.declaration_time.is_open()
			&& query.comparisons.is_empty();
		if !row.has_body && is_met && is_in_time && !is_found {
			found.push(row);
		}
	}
	Ok(found)
}

/// Refuse what has more events than `maxEventCount`.
fn count(
	index: &Index,
	query: &Query,
	audience: &Audience,
	newest: u64,
	most: u64,
) -> Result<Result<(), QueryError>, Failure> {
	let most = usize::try_from(most).unwrap_or(usize::MAX);
	let limit = most.min(MAX_COUNT).saturating_add(1);
	let window = Window { after: None, newest, limit };
	Ok(match index.search(query, &audience.further, window)? {
		Err(error) => Err(error),
		Ok(rows) if rows.len() > most => {
			let message = format!("more than maxEventCount={most} events are found");
			Err(QueryError::too_large(message))
		}
		Ok(_) => Ok(()),
	})
}

/// A body with what the repository says: both are left out of the hash.
fn finish(kept: Kept, row: &Row) -> Json {
	let mut body = kept.body;
	body["recordTime"] = format_moment(row.anchor.recorded).into();
	if kept.event.event_id.is_none() {
		body["eventID"] = hash_uri(&row.anchor.hash).into();
	}
	body
}

/// What the chain says of an event whose body is with somebody else.
fn describe(row: &Row) -> Json {
	let anchor = &row.anchor;
	let place = |number: u64| {
		let gln = gln(number)?;
		let id = Identifier::Sgln { gln, extension: None }.canonical_digital_link();
		Some(json!({ "id": id }))
	};
	let fields = [
		("eventID", Some(hash_uri(&anchor.hash).into())),
		("eventTime", anchor.time.map(|time| format_moment(time).into())),
		("recordTime", Some(format_moment(anchor.recorded).into())),
		("bizStep", anchor.biz_step.clone().filter(|step| step != "other").map(Json::from)),
		("disposition", anchor.disposition.clone().map(Json::from)),
		("readPoint", anchor.read_point.and_then(place)),
		("bizLocation", anchor.biz_location.and_then(place)),
		("parentID", anchor.parent.clone().map(Json::from)),
		(
			"salus:errorDeclaration",
			anchor.declaration.as_ref().map(|hash| format!("0x{}", hex::encode(hash)).into()),
		),
		("salus:act", Some(anchor.act.clone().into())),
		("salus:organisation", anchor.organisation.map(Json::from)),
		("salus:block", Some(row.block.into())),
	];
	let fields: Map<_, _> = fields
		.into_iter()
		.filter_map(|(name, value)| value.map(|value| (name.to_owned(), value)))
		.collect();
	fields.into()
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_interop::epcis::query::parse_query_string;

	fn query(text: &str) -> Query {
		Query::parse(&parse_query_string(text).unwrap()).unwrap()
	}

	#[test]
	fn a_token_should_be_of_one_query_one_client_and_one_repository() {
		let audience = Audience { name: "a".into(), ..Audience::default() };
		let asked = query("EQ_bizStep=shipping");
		let after = Position { time: 5, place: 6 };
		let token = Token { expires: 1, newest: 2, given: 3, after };
		let text = token.seal(b"secret", &asked, &audience);
		assert_eq!(Token::open(&text, b"secret", &asked, &audience), Some(token));
		let other = Audience { name: "b".into(), ..Audience::default() };
		assert_eq!(Token::open(&text, b"secret", &asked, &other), None);
		let narrower = Audience { further: vec![vec!["party=1".into()]], ..audience.clone() };
		assert_eq!(Token::open(&text, b"secret", &asked, &narrower), None);
		assert_eq!(Token::open(&text, b"other", &asked, &audience), None);
		assert_eq!(Token::open(&text, b"secret", &query("EQ_bizStep=packing"), &audience), None);
		let mut forged = text.clone().into_bytes();
		forged[1] ^= 1;
		let forged = String::from_utf8(forged).unwrap();
		for text in ["", "00", "zz", &text[..text.len() - 2], &forged] {
			assert_eq!(Token::open(text, b"secret", &asked, &audience), None, "{text}");
		}
	}
}
