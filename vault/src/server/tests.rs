//! Every status, against a chain that says what the test wants.

use super::*;
use crate::{
	chain::{Account, Answer, Head, Posted, Unreachable},
	consent::{Accompanying, SealedConsent, MAX_COPY},
	document::{KeyMaterial, Opener, Reason, SecretKey},
	log::AccessLog,
	map::{MapFile, MapKey},
	originals::{Original, Originals},
	persons::{Persons, SealedPerson},
	release::{message, Envelope, Scheme},
	spool::{LateEmergency, Staff, StaffList},
	store::{Labels, Store},
	token,
};
use salus_primitives::{
	consent::{Action, Actor, Consent, Decision, Month, Period, Provision, Purpose},
	records::{
		AccessQuery, AccessRequest, Basis, ConsentInfo, ConsentStatus, EncryptionKey, Part2,
		Part2Expiry, Part2Recipient, PatientId, PrivilegeInfo, Release, ReleaseRefusal, Residuals,
		TicketDecision, TicketId, TicketInfo,
	},
};
use sp_core::{ed25519, sr25519, Pair};
use std::sync::atomic::{AtomicU64, Ordering};

const GENESIS: [u8; 32] = [9; 32];
const CUSTODIAN: OrganisationId = 3;
const CLINIC: OrganisationId = 5;
const TICKET: TicketId = [1; 16];
const PATIENT: PatientId = [7; 32];
const START: u64 = 1_760_000_000_000;

/// What the chain says.
struct Says {
	reachable: bool,
	head: u64,
	release: Result<Release, ReleaseRefusal>,
	own: Result<Release, ReleaseRefusal>,
	denied_classes: Vec<[u8; 32]>,
	privilege: Option<PrivilegeInfo>,
	key: Option<EncryptionKey>,
	reported: Vec<LateEmergency>,
	/// Whether the chain refuses what is reported.
	refuses: bool,
	/// Whether the node hangs: no answer comes.
	hangs: bool,
	ticket: Option<TicketInfo<Account>>,
	/// The consent in force.
	consent: Option<ConsentInfo>,
}

#[derive(Clone)]
struct Fake(Arc<Mutex<Says>>);

impl Fake {
	async fn answer<T>(&self, from: impl FnOnce(&mut Says) -> T) -> Answer<T> {
		if lock(&self.0).hangs {
			std::future::pending::<()>().await;
		}
		let mut says = lock(&self.0);
		match says.reachable {
			true => Ok(from(&mut says)),
			false => Err(Unreachable("down".into())),
		}
	}
}

impl Chain for Fake {
	async fn head(&self) -> Answer<Head> {
		self.answer(|says| Head { hash: [0; 32], time: says.head }).await
	}

	async fn authorise_release(
		&self,
		_: &Head,
		organisation: OrganisationId,
		ticket: TicketId,
		account: Account,
	) -> Answer<Result<Release, ReleaseRefusal>> {
		self.answer(|says| {
			if (organisation, ticket) != (CLINIC, TICKET) {
				return Err(ReleaseRefusal::UnknownTicket);
			}
			if account != doctor().public().0 {
				return Err(ReleaseRefusal::NotActing);
			}
			says.release.clone()
		})
		.await
	}

	async fn authorise_own_release(
		&self,
		_: &Head,
		_: PatientId,
		_: Account,
	) -> Answer<Result<Release, ReleaseRefusal>> {
		self.answer(|says| says.own.clone()).await
	}

	async fn ticket(
		&self,
		_: &Head,
		requester: OrganisationId,
		id: TicketId,
	) -> Answer<Option<TicketInfo<Account>>> {
		let known = self.answer(|says| says.ticket.clone()).await?;
		Ok(known.filter(|ticket| (ticket.requester, ticket.id) == (requester, id)))
	}

	async fn consent(
		&self,
		_: &Head,
		patient: PatientId,
		controller: OrganisationId,
	) -> Answer<Option<ConsentInfo>> {
		assert_eq!((patient, controller), (PATIENT, CUSTODIAN));
		self.answer(|says| says.consent.clone()).await
	}

	async fn is_permitted(&self, _: &Head, query: AccessQuery<Account>) -> Answer<bool> {
		self.answer(|says| {
			let data = query.request.data.expect("the vault describes the record");
			!data.classes.iter().any(|class| says.denied_classes.contains(class))
		})
		.await
	}

	async fn privilege(
		&self,
		_: &Head,
		_: OrganisationId,
		_: Capacity,
		account: Account,
	) -> Answer<Option<PrivilegeInfo>> {
		self.answer(|says| says.privilege.clone().filter(|_| account == doctor().public().0)).await
	}

	async fn encryption_key(&self, _: &Head, _: Account) -> Answer<Option<EncryptionKey>> {
		self.answer(|says| says.key).await
	}

	async fn report_emergency(&self, entry: &LateEmergency) -> Answer<Posted> {
		self.answer(|says| {
			if says.refuses {
				return Posted::Refused("RecordsAccess.TicketExists".into());
			}
			says.reported.push(entry.clone());
			Posted::Done
		})
		.await
	}
}

fn ticket() -> TicketInfo<Account> {
	TicketInfo {
		requester: CLINIC,
		id: TICKET,
		capacity: Capacity::Provider,
		account: doctor().public().0,
		request: AccessRequest {
			patient: PATIENT,
			custodian: CUSTODIAN,
			purpose: Purpose::Treatment,
			action: Action::Access,
			person: colleague().commitment(),
			openings: Default::default(),
			data: None,
		},
		decision: TicketDecision::Permit {
			residual: Residuals::default(),
			until: u64::MAX,
			redisclosure_notice: false,
		},
		basis: Basis::Consent,
		consent_version: Some(1),
		decided: START,
		emergency: None,
	}
}

/// A consent under Part 2, granted on paper.
fn consent() -> ConsentInfo {
	let mut permit = Provision::new(None, Decision::Permit);
	permit.purposes = vec![Purpose::Treatment].try_into().unwrap();
	permit.actors = vec![Actor::Capacity(Capacity::Provider)].try_into().unwrap();
	permit.classes = vec![token(&[6; 32], "class", "LOINC|1-2")].try_into().unwrap();
	let part_2 = Part2 {
		description: [1; 32],
		recipients: vec![Part2Recipient::Tpo, Part2Recipient::Organisation(CLINIC)]
			.try_into()
			.unwrap(),
		purpose: [1; 32],
		right_to_revoke: [1; 32],
		expiry: Part2Expiry::Month(Month(56 * 12 + 11)),
		signature: [1; 32],
		signed: [1; 32],
	};
	ConsentInfo {
		version: 3,
		status: ConsentStatus::Active,
		consent: Consent {
			otherwise: Decision::Deny,
			period: Period::ALWAYS,
			part2: true,
			provisions: vec![permit].try_into().unwrap(),
		},
		form: Some([8; 32]),
		part_2: Some(part_2),
		granted: START,
	}
}

/// Whom the ticket committed to.
fn colleague() -> Person {
	Person { name: "Dr. Ada Jones".into(), affiliation: "Specialists".into(), salt: [5; 32] }
}

fn doctor() -> sr25519::Pair {
	sr25519::Pair::from_seed(&[1; 32])
}

struct World {
	_folder: tempfile::TempDir,
	served: Arc<Served<Fake>>,
	says: Fake,
	clock: Arc<AtomicU64>,
	doctor_key: SecretKey,
	url: String,
	record: RecordToken,
}

struct Reply {
	status: u16,
	headers: String,
	body: Vec<u8>,
}

impl Reply {
	fn json(&self) -> serde_json::Value {
		serde_json::from_slice(&self.body).unwrap()
	}

	fn header(&self, name: &str) -> Option<String> {
		self.headers.lines().find_map(|line| {
			let (key, value) = line.split_once(": ")?;
			key.eq_ignore_ascii_case(name).then(|| value.to_owned())
		})
	}

	/// The status, and the code and class of the problem.
	fn problem(&self) -> (u16, String, String) {
		assert_eq!(self.header("content-type").as_deref(), Some("application/problem+json"));
		let json = self.json();
		assert_eq!(json["status"], self.status);
		let word = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
		(self.status, word("code"), word("class"))
	}
}

fn labels(class: u8) -> Labels {
	Labels { class: [class; 32], month: 670, ..Labels::default() }
}

impl World {
	async fn new() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::init(folder.path(), CUSTODIAN, GENESIS, None).unwrap();
		let content = vec![42; 200_000];
		let (record, _) = store.seal(&content[..], PATIENT, None, labels(1), true).unwrap();
		let key = MapKey::from_text(&"ab".repeat(32)).unwrap();
		let map = MapFile::new(folder.path().join("map"), key);
		map.open().unwrap().add_patient("urn:mrn", "777", Some(PATIENT)).unwrap();
		let doctor_key = SecretKey::random();
		let release = Release {
			patient: PATIENT,
			custodian: CUSTODIAN,
			encryption_key: doctor_key.public(),
			data: None,
			action: Action::Access,
			residual: Residuals::default(),
			until: u64::MAX,
			redisclosure_notice: true,
			emergency: false,
		};
		let says = Fake(Arc::new(Mutex::new(Says {
			reachable: true,
			head: START,
			release: Ok(release.clone()),
			own: Ok(Release { redisclosure_notice: false, ..release }),
			denied_classes: Vec::new(),
			privilege: Some(PrivilegeInfo {
				usable: true,
				unreviewed: 0,
				overdue: 0,
				violation: false,
				free_left: 1,
			}),
			key: Some(doctor_key.public()),
			reported: Vec::new(),
			refuses: false,
			hangs: false,
			ticket: Some(ticket()),
			consent: Some(consent()),
		})));
		let clock = Arc::new(AtomicU64::new(START));
		let ticking = clock.clone();
		let now: crate::release::Clock = Box::new(move || ticking.load(Ordering::SeqCst));
		let served = served(Vault::new(store, says.clone(), Some(map), now, 60_000));
		let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
		let url = listener.local_addr().unwrap().to_string();
		let router = router(served.clone());
		tokio::spawn(async move { axum::serve(listener, router).await });
		Self { _folder: folder, served, says, clock, doctor_key, url, record }
	}

	fn says(&self, change: impl FnOnce(&mut Says)) {
		change(&mut lock(&self.says.0));
	}

	async fn send(&self, text: String) -> Reply {
		use tokio::io::AsyncWriteExt;
		let mut stream = tokio::net::TcpStream::connect(&self.url).await.unwrap();
		stream.write_all(text.as_bytes()).await.unwrap();
		let mut bytes = Vec::new();
		stream.read_to_end(&mut bytes).await.unwrap();
		let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
		let headers = String::from_utf8(bytes[..end].to_vec()).unwrap();
		let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
		Reply { status, headers, body: bytes[end + 4..].to_vec() }
	}

	async fn get(&self, path: &str) -> Reply {
		self.send(format!("GET {path} HTTP/1.1\r\nhost: vault\r\nconnection: close\r\n\r\n")).await
	}

	async fn post(&self, path: &str, body: &impl Serialize) -> Reply {
		let body = serde_json::to_string(body).unwrap();
		let length = body.len();
		self.send(format!(
			"POST {path} HTTP/1.1\r\nhost: vault\r\nconnection: close\r\n\
			 content-length: {length}\r\n\r\n{body}"
		))
		.await
	}

	async fn challenge(&self, query: &str) -> ChallengeAnswer {
		let reply = self.get(&format!("/v1/challenge?{query}")).await;
		assert_eq!(reply.status, 200);
		serde_json::from_value(reply.json()).unwrap()
	}

	fn signed(
		&self,
		answer: &ChallengeAnswer,
		subject: &Subject,
		emergency: Option<&Emergency>,
	) -> Signed {
		let message =
			message(&answer.genesis, &answer.vault, subject, &answer.challenge, emergency);
		Signed {
			account: doctor().public().0,
			challenge: answer.challenge,
			signature: doctor().sign(&message).0.to_vec(),
			scheme: Scheme::Sr25519,
		}
	}

	fn ask(&self, signed: Signed) -> ReleaseRequest {
		ReleaseRequest {
			ticket: Some(crate::store::ticket_text(CLINIC, &TICKET)),
			patient: None,
			signed,
			record: Some(hex::encode(self.record)),
			version: None,
			emergency: None,
			person: None,
		}
	}

	async fn request(&self) -> ReleaseRequest {
		let answer = self.challenge(&ticket_query()).await;
		self.ask(self.signed(&answer, &SUBJECT, None))
	}

	async fn release(&self) -> Reply {
		self.post("/v1/release", &self.request().await).await
	}

	fn emergency(&self) -> Emergency {
		Emergency {
			capacity: Capacity::Provider,
			patient: PATIENT,
			reason: [3; 32],
			person: [4; 32],
		}
	}

	async fn release_in_emergency(&self, emergency: Emergency) -> Reply {
		let answer = self.challenge(&ticket_query()).await;
		let signed = self.signed(&answer, &SUBJECT, Some(&emergency));
		let request = ReleaseRequest { emergency: Some(emergency), ..self.ask(signed) };
		self.post("/v1/release", &request).await
	}

	async fn consent(&self) -> Reply {
		let answer = self.challenge(&ticket_query()).await;
		let signed = self.signed(&answer, &SUBJECT, None);
		let ticket = crate::store::ticket_text(CLINIC, &TICKET);
		self.post("/v1/consent", &ConsentRequest { ticket, signed }).await
	}

	/// The consent, sealed as it came and opened.
	async fn accompanying(&self) -> (SealedConsent, Accompanying) {
		let reply = self.consent().await;
		assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
		let sealed: SealedConsent =
			serde_json::from_value(reply.json()["consent"].clone()).unwrap();
		let opened = sealed.open(&self.doctor_key, &GENESIS, REASON).unwrap();
		(sealed, opened)
	}

	/// Keep a FHIR Consent, as the import does, and let the chain have its commitment.
	fn keep_consent(&self, content: &[u8]) -> Original {
		let store = &self.served.vault.store;
		let (record, version) = store.seal(content, PATIENT, None, labels(2), true).unwrap();
		let original = Original { source: [1; 32], form: version.content, record };
		Originals::new(store, &PATIENT).add(original.clone()).unwrap();
		self.says(|says| {
			says.consent = Some(ConsentInfo { form: Some(original.form), ..consent() });
		});
		original
	}

	fn opened(&self, reply: &Reply) -> (Envelope, Vec<u8>) {
		assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
		let envelope: Envelope = serde_json::from_str(&reply.header(ENVELOPE).unwrap()).unwrap();
		let bound = self.served.vault.store.binding(
			envelope.record,
			envelope.version.version,
			envelope.reason.reason().unwrap(),
		);
		let material =
			KeyMaterial::open(&envelope.version.sealed_key, &self.doctor_key, &bound).unwrap();
		let mut content = Vec::new();
		let read = Opener::new(&reply.body[..], &material).unwrap().copy_to(&mut content).unwrap();
		assert_eq!(material.commitment(&read), envelope.version.content);
		(envelope, content)
	}
}

const SUBJECT: Subject = Subject::Ticket { organisation: CLINIC, ticket: TICKET };

const REASON: Reason = Reason::Ticket { organisation: CLINIC, ticket: TICKET };

fn ticket_query() -> String {
	format!("ticket={}", crate::store::ticket_text(CLINIC, &TICKET))
}

fn forbidden(class: &str) -> (u16, String, String) {
	(403, "forbidden".into(), class.into())
}

fn refused(status: u16, code: &str) -> (u16, String, String) {
	(status, code.into(), String::new())
}

#[tokio::test]
async fn a_ticket_should_open_the_record() {
	let world = World::new().await;
	let (envelope, content) = world.opened(&world.release().await);
	assert_eq!(content, vec![42; 200_000]);
	assert!(envelope.notice.is_some(), "the notice travels with the data (CN-9)");
	let released = world.served.vault.store.released(&world.record).unwrap();
	assert_eq!(released.len(), 1);
	assert_eq!(released[0].organisation, Some(CLINIC));
}

#[tokio::test]
async fn cn_9_a_copy_of_the_consent_should_go_with_what_is_released_on_it() {
	let world = World::new().await;
	let resource = br#"{"resourceType":"Consent","note":"heroin"}"#;
	let original = world.keep_consent(resource);
	let (envelope, _) = world.opened(&world.release().await);
	assert_eq!(envelope.consent, Some(3), "it says which one to ask for");
	let reply = world.consent().await;
	assert!(!String::from_utf8_lossy(&reply.body).contains("heroin"), "never in clear");
	let (sealed, opened) = world.accompanying().await;
	assert!(matches!(&opened, Accompanying::Copy { resource: it, .. } if it == resource));
	assert_eq!((sealed.version, &sealed.form[..]), (3, &[original.form][..]));
	// It is for this key, ticket, version and form, and it is what the form commits to.
	assert!(sealed.open(&SecretKey::random(), &GENESIS, REASON).is_err());
	let another = Reason::Ticket { organisation: CLINIC, ticket: [2; 16] };
	assert!(sealed.open(&world.doctor_key, &GENESIS, another).is_err());
	let moved = SealedConsent { version: 4, ..sealed.clone() };
	assert!(moved.open(&world.doctor_key, &GENESIS, REASON).is_err());
	let Accompanying::Copy { salt, .. } = opened else { unreachable!() };
	let forged = Accompanying::Copy { resource: b"{}".to_vec(), salt };
	let of_chain = ConsentInfo { form: Some(original.form), ..consent() };
	let forged = forged.seal(&world.doctor_key.public(), &GENESIS, REASON, &of_chain).unwrap();
	assert!(forged.open(&world.doctor_key, &GENESIS, REASON).is_err());
	// No log has what is in it, or whose it is.
	let log = std::fs::read_to_string(world.served.vault.store.path("access.ndjson")).unwrap();
	assert!(log.contains("consent") && !log.contains("heroin"));
	assert!(!log.contains(&hex::encode(PATIENT)));
}

#[tokio::test]
async fn cn_9_where_there_is_no_copy_the_scope_should_be_explained() {
	let world = World::new().await;
	let map = world.served.vault.map.clone().unwrap();
	{
		let map = map.open().unwrap();
		let jane = map.by_pseudonym(&PATIENT).unwrap().unwrap();
		map.keep_codes([("class", "LOINC|1-2")]).unwrap();
		let class = token(&jane.secret, "class", "LOINC|1-2");
		world.says(|says| {
			let consent = says.consent.as_mut().unwrap();
			consent.consent.provisions[0].classes = vec![class].try_into().unwrap();
		});
	}
	let scope = || async {
		match world.accompanying().await {
			(_, Accompanying::Scope(text)) => text,
			(_, copy) => panic!("{copy:?}"),
		}
	};
	let said = scope().await;
	for part in [
		"organisation 3",
		"those who help operate this program; organisation 5",
		"with the month 2026-12",
		&hex::encode([8; 32]),
		"permits; to whoever acts as Provider; for Treatment; data of class LOINC|1-2",
		"denied",
		"may revoke it",
		"version 3 on the chain, recorded 2025-10-09",
	] {
		assert!(said.contains(part), "{part} is not in {said}");
	}
	// What is erased, and what is larger than any copy, is explained, too.
	let original = world.keep_consent(b"{}");
	assert!(matches!(world.accompanying().await.1, Accompanying::Copy { .. }));
	world.served.vault.store.erase(&[original.record]).unwrap();
	assert!(scope().await.contains(&hex::encode(original.form)));
	world.keep_consent(&vec![b' '; MAX_COPY]);
	assert!(matches!(world.accompanying().await.1, Accompanying::Copy { .. }));
	world.keep_consent(&vec![b' '; MAX_COPY + 1]);
	scope().await;
}

#[tokio::test]
async fn cn_9_no_consent_should_go_where_none_permits() {
	let world = World::new().await;
	// An emergency needs none (42 CFR 2.51), and whoever has no permit learns nothing.
	world.says(|says| {
		if let Ok(release) = &mut says.release {
			release.emergency = true;
		}
		says.consent = None;
	});
	let (envelope, _) = world.opened(&world.release().await);
	assert_eq!(envelope.consent, None);
	assert_eq!(world.consent().await.problem(), refused(404, "notFound"));
	world.says(|says| says.release = Err(ReleaseRefusal::NoLongerPermitted));
	assert_eq!(world.consent().await.problem(), forbidden("noLongerPermitted"));
	// A release that is not under Part 2 is as it was, in the words of before, too.
	let world = World::new().await;
	world.says(|says| {
		if let Ok(release) = &mut says.release {
			release.redisclosure_notice = false;
		}
	});
	let reply = world.release().await;
	assert!(!reply.header(ENVELOPE).unwrap().contains("consent"));
	assert_eq!(world.consent().await.problem(), refused(404, "notFound"));
}

#[tokio::test]
async fn a_challenge_should_be_good_once_and_for_a_minute() {
	let world = World::new().await;
	let request = world.request().await;
	assert_eq!(world.post("/v1/release", &request).await.status, 200);
	let again = world.post("/v1/release", &request).await;
	assert_eq!(again.problem(), refused(401, "replay"));
	let late = world.request().await;
	world.clock.fetch_add(CHALLENGE_PERIOD, Ordering::SeqCst);
	let late = world.post("/v1/release", &late).await;
	assert_eq!(late.problem(), refused(401, "expiredChallenge"));
}

#[tokio::test]
async fn one_challenge_sent_many_times_at_once_should_open_once() {
	let world = World::new().await;
	let request = world.request().await;
	let replies = futures::future::join_all(
		(0..8).map(|_| async { world.post("/v1/release", &request).await.status }),
	)
	.await;
	assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1, "{replies:?}");
	assert_eq!(replies.iter().filter(|status| **status == 401).count(), 7, "{replies:?}");
	// Different challenges at once are all served.
	let replies = futures::future::join_all((0..8).map(|_| world.release())).await;
	for reply in &replies {
		assert_eq!(world.opened(reply).1.len(), 200_000);
	}
}

#[tokio::test]
async fn signatures_for_something_else_should_not_count() {
	let world = World::new().await;
	let answer = world.challenge(&ticket_query()).await;
	let wrong_genesis = ChallengeAnswer { genesis: [8; 32], ..answer.clone() };
	let wrong_vault = ChallengeAnswer { vault: [8; 32], ..answer.clone() };
	for wrong in [wrong_genesis, wrong_vault] {
		let request = world.ask(world.signed(&wrong, &SUBJECT, None));
		let reply = world.post("/v1/release", &request).await;
		assert_eq!(reply.problem(), refused(401, "badSignature"));
	}
	// Another account's signature.
	let stolen = Signed { account: [2; 32], ..world.signed(&answer, &SUBJECT, None) };
	let reply = world.post("/v1/release", &world.ask(stolen)).await;
	assert_eq!(reply.problem(), refused(401, "badSignature"));
	// A challenge that the vault did not make.
	let made_up = ChallengeAnswer { challenge: [1; 56], ..answer.clone() };
	let reply = world.post("/v1/release", &world.ask(world.signed(&made_up, &SUBJECT, None))).await;
	assert_eq!(reply.problem(), refused(401, "unknownChallenge"));
	// A challenge for another ticket.
	let other = Subject::Ticket { organisation: CLINIC, ticket: [2; 16] };
	let request = ReleaseRequest {
		ticket: Some(crate::store::ticket_text(CLINIC, &[2; 16])),
		..world.ask(world.signed(&answer, &other, None))
	};
	let reply = world.post("/v1/release", &request).await;
	assert_eq!(reply.problem(), refused(401, "unknownChallenge"));
	// None of this used it up.
	let request = world.ask(world.signed(&answer, &SUBJECT, None));
	assert_eq!(world.post("/v1/release", &request).await.status, 200);
}

#[tokio::test]
async fn ed25519_accounts_should_sign_too() {
	let world = World::new().await;
	let pair = ed25519::Pair::from_seed(&[1; 32]);
	let answer = world.challenge(&ticket_query()).await;
	let text = message(&GENESIS, &answer.vault, &SUBJECT, &answer.challenge, None);
	let signed = Signed {
		account: pair.public().0,
		challenge: answer.challenge,
		signature: pair.sign(&text).0.to_vec(),
		scheme: Scheme::Ed25519,
	};
	// Authenticated; and no member of the clinic.
	let reply = world.post("/v1/release", &world.ask(signed)).await;
	assert_eq!(reply.problem(), forbidden("notActing"));
}

#[tokio::test]
async fn another_organisations_ticket_should_be_unknown() {
	let world = World::new().await;
	let other = Subject::Ticket { organisation: 6, ticket: TICKET };
	let text = crate::store::ticket_text(6, &TICKET);
	let answer = world.challenge(&format!("ticket={text}")).await;
	let request =
		ReleaseRequest { ticket: Some(text), ..world.ask(world.signed(&answer, &other, None)) };
	let reply = world.post("/v1/release", &request).await;
	assert_eq!(reply.problem(), forbidden("unknownTicket"));
}

#[tokio::test]
async fn a_revocation_between_challenge_and_release_should_count() {
	let world = World::new().await;
	let request = world.request().await;
	world.says(|says| says.release = Err(ReleaseRefusal::NoLongerPermitted));
	let reply = world.post("/v1/release", &request).await;
	assert_eq!(reply.problem(), forbidden("noLongerPermitted"));
	for (refusal, class) in [
		(ReleaseRefusal::Denied, "denied"),
		(ReleaseRefusal::Ended, "ended"),
		(ReleaseRefusal::NotActing, "notActing"),
		(ReleaseRefusal::NoEncryptionKey, "noEncryptionKey"),
		(ReleaseRefusal::FoundViolation, "foundViolation"),
	] {
		world.says(|says| says.release = Err(refusal));
		assert_eq!(world.release().await.problem(), forbidden(class));
	}
	assert!(world.served.vault.store.released(&world.record).unwrap().is_empty());
}

#[tokio::test]
async fn what_was_erased_should_be_gone() {
	let world = World::new().await;
	world.says(|says| says.release = Err(ReleaseRefusal::Erased));
	assert_eq!(world.release().await.problem(), refused(410, "erased"));
	let world = World::new().await;
	world.served.vault.store.erase(&[world.record]).unwrap();
	assert_eq!(world.release().await.problem(), refused(410, "erased"));
}

#[tokio::test]
async fn the_record_itself_should_be_asked_about() {
	let world = World::new().await;
	let store = &world.served.vault.store;
	let (psychiatry, _) = store.seal(&b"p"[..], PATIENT, None, labels(2), true).unwrap();
	let (other, _) = store.seal(&b"o"[..], [8; 32], None, labels(1), true).unwrap();
	world.says(|says| says.denied_classes = vec![[2; 32]]);
	let mut request = world.request().await;
	request.record = Some(hex::encode(psychiatry));
	assert_eq!(world.post("/v1/release", &request).await.problem(), forbidden("notCovered"));
	// Another patient's record is as one that does not exist.
	let mut request = world.request().await;
	request.record = Some(hex::encode(other));
	assert_eq!(world.post("/v1/release", &request).await.problem(), refused(404, "notFound"));
	let mut request = world.request().await;
	request.record = Some(hex::encode([0; 32]));
	assert_eq!(world.post("/v1/release", &request).await.problem(), refused(404, "notFound"));
	// The list has what is covered alone.
	let mut request = world.request().await;
	request.record = None;
	let list = world.post("/v1/records", &request).await.json();
	assert_eq!(list["records"].as_array().unwrap().len(), 1);
	assert_eq!(list["records"][0]["record"], format!("0x{}", hex::encode(world.record)));
	// A ticket for one class opens no other.
	world.says(|says| {
		let data = salus_primitives::records::DataDescriptor {
			classes: vec![[5; 32]].try_into().unwrap(),
			..Default::default()
		};
		says.release.as_mut().unwrap().data = Some(data);
	});
	assert_eq!(world.release().await.problem(), forbidden("outsideTicket"));
	world.says(|says| {
		let release = says.release.as_mut().unwrap();
		(release.data, release.custodian) = (None, 4);
	});
	assert_eq!(world.release().await.problem(), forbidden("anotherCustodian"));
}

#[tokio::test]
async fn a_superseded_version_should_be_served_on_request_alone() {
	let world = World::new().await;
	let store = &world.served.vault.store;
	store.seal(&b"newer"[..], PATIENT, Some(world.record), labels(1), true).unwrap();
	assert_eq!(world.opened(&world.release().await).1, b"newer");
	let mut request = world.request().await;
	request.version = Some(1);
	let reply = world.post("/v1/release", &request).await;
	assert_eq!(world.opened(&reply).1.len(), 200_000);
}

#[tokio::test]
async fn a_truncated_document_should_not_be_served() {
	let world = World::new().await;
	let store = &world.served.vault.store;
	let object = store.record(&world.record).unwrap().versions[0].object;
	let name = hex::encode(object);
	let path = store.path("objects").join(&name[..2]).join(&name);
	let bytes = std::fs::read(&path).unwrap();
	std::fs::write(&path, &bytes[..100_000]).unwrap();
	assert_eq!(world.release().await.problem(), refused(500, "damaged"));
	assert!(store.released(&world.record).unwrap().is_empty());
}

#[tokio::test]
async fn a_patient_should_read_its_own() {
	let world = World::new().await;
	let patient = hex::encode(PATIENT);
	let answer = world.challenge(&format!("patient={patient}")).await;
	let request = ReleaseRequest {
		ticket: None,
		patient: Some(patient),
		..world.ask(world.signed(&answer, &Subject::Own { patient: PATIENT }, None))
	};
	let reply = world.post("/v1/release", &request).await;
	assert_eq!(world.opened(&reply).1.len(), 200_000);
}

#[tokio::test]
async fn without_the_chain_only_a_known_clinician_should_be_served_and_be_posted_late() {
	let world = World::new().await;
	world.says(|says| says.ticket = None);
	world.clock.fetch_add(61_000, Ordering::SeqCst);
	let reply = world.release().await;
	assert_eq!(reply.problem(), refused(503, "stale"));
	assert!(reply.header("retry-after").is_some());
	// The node answers and is behind: it knows the clinician.
	let reply = world.release_in_emergency(world.emergency()).await;
	assert_eq!(world.opened(&reply).1.len(), 200_000);
	// Another patient under the same ticket would be another emergency.
	let other = Emergency { patient: [8; 32], ..world.emergency() };
	let reply = world.release_in_emergency(other).await;
	assert_eq!(reply.problem(), forbidden("ticketInUse"));
	// What was declared is signed: it cannot be changed on the way.
	let answer = world.challenge(&ticket_query()).await;
	let signed = world.signed(&answer, &SUBJECT, Some(&world.emergency()));
	let changed = Emergency { reason: [5; 32], ..world.emergency() };
	let request = ReleaseRequest { emergency: Some(changed), ..world.ask(signed) };
	let reply = world.post("/v1/release", &request).await;
	assert_eq!(reply.problem(), refused(401, "badSignature"));
	// The chain comes back.
	let vault = &world.served.vault;
	vault.tend().await.unwrap();
	assert!(lock(&world.says.0).reported.is_empty(), "still stale");
	world.says(|says| says.head = vault.now());
	vault.tend().await.unwrap();
	vault.tend().await.unwrap();
	let reported = lock(&world.says.0).reported.clone();
	assert_eq!(reported.len(), 1);
	assert_eq!(reported[0].occurred_at, START + 61_000);
	let signature = sr25519::Signature::try_from(&reported[0].signature[..]).unwrap();
	assert!(sr25519::Pair::verify(&signature, &reported[0].message, &doctor().public()));
	assert!(Spool::new(&vault.store).is_empty().unwrap());
	// Behind again: under the name of what was posted nothing else is opened.
	world.clock.fetch_add(61_000, Ordering::SeqCst);
	let other = Emergency { reason: [6; 32], ..world.emergency() };
	assert_eq!(world.release_in_emergency(other).await.problem(), forbidden("ticketInUse"));
}

#[tokio::test]
async fn cn_7_a_ticket_that_the_chain_knows_should_hide_no_emergency() {
	let world = World::new().await;
	world.clock.fetch_add(61_000, Ordering::SeqCst);
	// The ticket was a plain request. Posted under its name the emergency would be refused.
	let reply = world.release_in_emergency(world.emergency()).await;
	assert_eq!(reply.problem(), forbidden("ticketInUse"));
	assert!(Spool::new(&world.served.vault.store).is_empty().unwrap());
}

#[tokio::test]
async fn cn_7_one_ticket_should_be_one_emergency_however_many_declare_it_at_once() {
	let world = World::new().await;
	world.says(|says| says.ticket = None);
	world.clock.fetch_add(61_000, Ordering::SeqCst);
	let replies = futures::future::join_all((0..8).map(|reason| {
		let emergency = Emergency { reason: [reason; 32], ..world.emergency() };
		world.release_in_emergency(emergency)
	}))
	.await;
	assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1);
	assert_eq!(Spool::new(&world.served.vault.store).len().unwrap(), 1);
}

#[tokio::test]
async fn cn_7_what_was_posted_before_a_crash_should_be_known_and_the_rest_be_posted() {
	let world = World::new().await;
	world.says(|says| says.ticket = None);
	world.clock.fetch_add(61_000, Ordering::SeqCst);
	world.opened(&world.release_in_emergency(world.emergency()).await);
	let store = &world.served.vault.store;
	// Something else in the folder is unreadable: it keeps nobody from being posted.
	std::fs::write(store.path("spool/1-00.json"), "{").unwrap();
	// The chain has it, and the vault was killed before it noted that.
	let emergency = world.emergency();
	world.says(|says| {
		says.refuses = true;
		let mut known = ticket();
		known.request.person = emergency.person;
		known.emergency = Some(salus_primitives::records::Emergency {
			reason: emergency.reason,
			occurred_at: Some(START),
			reported: true,
			review: None,
			review_due: START,
		});
		says.ticket = Some(known);
		says.head = START + 61_000;
	});
	let damaged = world.served.vault.tend().await.unwrap_err();
	assert!(damaged.to_string().contains("1-00.json"), "{damaged}");
	let name = format!("spool/{}.posted", crate::store::ticket_text(CLINIC, &TICKET));
	assert!(store.path(&name).exists());
}

#[tokio::test]
async fn cn_7_an_emergency_that_the_chain_refuses_should_be_kept_and_counted() {
	let world = World::new().await;
	world.says(|says| says.ticket = None);
	world.clock.fetch_add(61_000, Ordering::SeqCst);
	world.opened(&world.release_in_emergency(world.emergency()).await);
	world.says(|says| (says.refuses, says.head) = (true, START + 61_000));
	world.served.vault.tend().await.unwrap();
	let name = format!("spool/{}.refused", crate::store::ticket_text(CLINIC, &TICKET));
	assert!(world.served.vault.store.path(&name).exists());
	let metrics = String::from_utf8(world.get("/metrics").await.body).unwrap();
	assert!(metrics.contains("\nsalus_vault_refused 1\n"), "{metrics}");
}

#[tokio::test]
async fn cn_7_a_node_that_hangs_should_keep_no_clinician_waiting() {
	let world = World::new().await;
	let staff = Staff {
		organisation: CLINIC,
		capacity: Capacity::Provider,
		account: doctor().public().0,
		usable: true,
		encryption_key: Some(world.doctor_key.public()),
		synced: START,
	};
	StaffList::new(&world.served.vault.store).add(staff).unwrap();
	world.says(|says| says.hangs = true);
	let started = time::Instant::now();
	let reply = world.release_in_emergency(world.emergency()).await;
	assert_eq!(world.opened(&reply).1.len(), 200_000);
	assert!(started.elapsed() < MAX_TIME * 2 / 3, "{:?}", started.elapsed());
	assert_eq!(world.release().await.problem(), refused(503, "stale"));
}

#[tokio::test]
async fn cn_8_who_was_denied_should_be_named_to_the_patient_and_get_nothing() {
	let world = World::new().await;
	world.says(|says| {
		says.release = Err(ReleaseRefusal::Denied);
		let class = salus_primitives::records::DenialClass::NotPermitted;
		says.ticket.as_mut().unwrap().decision = TicketDecision::Deny(class);
	});
	let ticket = crate::store::ticket_text(CLINIC, &TICKET);
	let name = |person: Person, account: Account| {
		let (world, ticket) = (&world, ticket.clone());
		async move {
			let answer = world.challenge(&ticket_query()).await;
			let mut signed = world.signed(&answer, &SUBJECT, None);
			if account != signed.account {
				let pair = ed25519::Pair::from_seed(&[1; 32]);
				let text = message(&GENESIS, &answer.vault, &SUBJECT, &answer.challenge, None);
				signed.account = account;
				signed.signature = pair.sign(&text).0.to_vec();
				signed.scheme = Scheme::Ed25519;
			}
			world.post("/v1/name", &NameRequest { ticket, signed, person }).await
		}
	};
	let doctor = doctor().public().0;
	let stranger = ed25519::Pair::from_seed(&[1; 32]).public().0;
	let somebody_else = Person::new("Dr. Ada Jones", "Specialists");
	assert_eq!(name(somebody_else, doctor).await.problem(), forbidden("anotherPerson"));
	assert_eq!(name(colleague(), stranger).await.problem(), forbidden("notActing"));
	let persons = || Persons::new(&world.served.vault.store, PATIENT).all().unwrap();
	assert_eq!(persons(), []);
	assert_eq!(name(colleague(), doctor).await.status, 204);
	assert_eq!(persons(), [colleague()]);
	assert_eq!(world.release().await.problem(), forbidden("denied"));
	world.says(|says| says.ticket = None);
	assert_eq!(name(colleague(), doctor).await.problem(), forbidden("unknownTicket"));
}

#[tokio::test]
async fn without_the_node_the_staff_of_the_last_state_should_be_served() {
	let world = World::new().await;
	let store = &world.served.vault.store;
	let staff = StaffList::new(store);
	staff
		.add(Staff {
			organisation: CLINIC,
			capacity: Capacity::Provider,
			account: doctor().public().0,
			usable: false,
			encryption_key: None,
			synced: 0,
		})
		.unwrap();
	world.says(|says| says.reachable = false);
	let reply = world.release_in_emergency(world.emergency()).await;
	assert_eq!(reply.problem(), refused(503, "stale"), "the chain never said so");
	world.says(|says| says.reachable = true);
	world.served.vault.tend().await.unwrap();
	world.says(|says| says.reachable = false);
	let reply = world.release_in_emergency(world.emergency()).await;
	assert_eq!(world.opened(&reply).1.len(), 200_000);
	assert_eq!(Spool::new(store).len().unwrap(), 1);
	// Suspended in the last synced state: not served.
	world.says(|says| (says.reachable, says.privilege) = (true, None));
	world.served.vault.tend().await.unwrap();
	world.says(|says| says.reachable = false);
	let reply = world.release_in_emergency(world.emergency()).await;
	assert_eq!(reply.problem(), refused(503, "stale"));
}

#[tokio::test]
async fn emergency_staff_should_find_the_pseudonym() {
	let world = World::new().await;
	let subject = Subject::Lookup { organisation: CLINIC };
	let ask = |identifier: &'static str| {
		let world = &world;
		async move {
			let answer = world.challenge(&format!("lookup={CLINIC}")).await;
			let request = LookupRequest {
				organisation: CLINIC,
				capacity: Capacity::Provider,
				signed: world.signed(&answer, &subject, None),
				system: "urn:mrn".into(),
				identifier: identifier.into(),
			};
			world.post("/v1/lookup", &request).await
		}
	};
	assert_eq!(ask("777").await.json()["patient"], format!("0x{}", hex::encode(PATIENT)));
	assert_eq!(ask("778").await.problem(), refused(404, "notFound"));
	world.says(|says| says.privilege = None);
	assert_eq!(ask("777").await.problem(), forbidden("notActing"));
}

#[tokio::test]
async fn the_log_should_hold_nothing_about_a_person() {
	let world = World::new().await;
	world.release().await;
	let mut request = world.request().await;
	request.record = Some("MRN 777, Jane Doe".into());
	assert_eq!(world.post("/v1/release", &request).await.problem(), refused(400, "badRequest"));
	let path = world.served.vault.store.path("access.ndjson");
	let log = std::fs::read_to_string(path).unwrap();
	assert_eq!(log.lines().count(), 2);
	for secret in [&hex::encode(PATIENT), &hex::encode(doctor().public().0), "Jane"] {
		assert!(!log.contains(secret));
	}
	assert!(log.contains(&hex::encode(world.record)));
	let metrics = String::from_utf8(world.get("/metrics").await.body).unwrap();
	assert!(metrics.contains("what=\"release\",status=\"200\"} 1"), "{metrics}");
	assert_eq!(world.get("/healthz").await.json()["chain"], "fresh");
}

#[tokio::test]
async fn bad_requests_should_be_refused() {
	let world = World::new().await;
	for query in ["", "?ticket=x", "?patient=00", "?ticket=1-00&patient=00", "?lookup=1&ticket=x"] {
		let reply = world.get(&format!("/v1/challenge{query}")).await;
		assert_eq!(reply.problem(), refused(400, "badRequest"), "{query}");
	}
	let reply = world.post("/v1/release", &"x").await;
	assert_eq!(reply.problem(), refused(400, "badRequest"));
	let reply = world.post("/v1/release", &"x".repeat(MAX_BODY)).await;
	assert_eq!(reply.status, 413);
}

#[tokio::test]
async fn cn_8_who_looks_should_be_whom_the_ticket_committed_to() {
	let world = World::new().await;
	let store = &world.served.vault.store;
	let somebody_else = Person::new("Dr. Ada Jones", "Specialists");
	let request = ReleaseRequest { person: Some(somebody_else), ..world.request().await };
	assert_eq!(world.post("/v1/release", &request).await.problem(), forbidden("anotherPerson"));
	assert_eq!(AccessLog::new(store).batch().unwrap(), None, "nothing was released");
	let request = ReleaseRequest { person: Some(colleague()), ..world.request().await };
	world.opened(&world.post("/v1/release", &request).await);
	assert_eq!(AccessLog::new(store).batch().unwrap().unwrap().count, 1);

	// The patient gets the name, sealed to its own key.
	let patient = hex::encode(PATIENT);
	let ask = |signed| ReleaseRequest {
		ticket: None,
		patient: Some(patient.clone()),
		..world.ask(signed)
	};
	let subject = Subject::Own { patient: PATIENT };
	let answer = world.challenge(&format!("patient={patient}")).await;
	let reply = world.post("/v1/persons", &ask(world.signed(&answer, &subject, None))).await;
	let sealed: Vec<SealedPerson> =
		serde_json::from_value(reply.json()["persons"].clone()).unwrap();
	let opened = sealed[0].open(&world.doctor_key, &GENESIS, &PATIENT).unwrap();
	assert_eq!((sealed.len(), opened), (1, colleague()));
	// Who holds a ticket gets no names.
	let request = world.request().await;
	assert_eq!(world.post("/v1/persons", &request).await.problem(), forbidden("notActing"));
}
