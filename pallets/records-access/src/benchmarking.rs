//! Every call to its bounds: the largest consent, full lists, the deepest proofs.

use super::*;
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::RawOrigin;
use salus_primitives::{
	consent::{
		organisation_id, Action, Actor, Confidentiality, Consent, Decision, ImplicitPolicy, Label,
		Month, Period, Provision, Purpose, MAX_ENCODED, MAX_PROVISIONS, MAX_VALUES,
	},
	merkle::{self, Hash, Proof, Root, MAX_DEPTH},
	records::{
		actor_commitment, log_leaf, person_id, record_leaf, AccessRequest, BreachNotice,
		ConsentGrant, DataDescriptor, ErasureGround, LogEntry, NoticeOutcome, Part2, Part2Expiry,
		Part2Recipient, PatientId, RecordChange, RecordEntry, RecordLeaf, RecordStatus,
		RequestOutcome, ReviewOutcome, RightKind, Scope, SuspensionBasis, TicketDecision,
		MAX_GROUPS, MAX_LABELS, MAX_PART_2_RECIPIENTS,
	},
	Acting, Capacity, Moment, OrganisationId, Participants, DAY,
};

const NOW: Moment = 20_000 * DAY;
const PATIENT: PatientId = [7; 32];
const RECORD: [u8; 32] = [8; 32];

/// Who acts in a benchmark: a custodian and a requester with every credential, a patient.
struct World<T: Config> {
	custodian: T::AccountId,
	custodian_id: OrganisationId,
	requester: T::AccountId,
	requester_id: OrganisationId,
	patient: T::AccountId,
}

impl<T: Config> World<T> {
	/// An organisation with every credential, and who controls it.
	fn organisation(name: &'static str, index: u32) -> (T::AccountId, OrganisationId) {
		let who: T::AccountId = account(name, index, 0);
		T::BenchmarkHelper::fund(&who);
		let id = T::Participants::benchmark_organisation(&who, None, Moment::MAX / 2);
		(who, id)
	}

	fn new() -> Self {
		T::BenchmarkHelper::set_time(NOW);
		let (custodian, custodian_id) = Self::organisation("custodian", 0);
		let (requester, requester_id) = Self::organisation("requester", 0);
		let patient: T::AccountId = account("patient", 0, 0);
		T::BenchmarkHelper::fund(&patient);
		let world = Self { custodian, custodian_id, requester, requester_id, patient };
		Pallet::<T>::open_pseudonym(world.origin(), world.acting(Capacity::Provider), PATIENT)
			.expect("opens");
		world
	}

	/// With a patient that has a key.
	fn claimed() -> Self {
		let world = Self::new();
		world.offer();
		Pallet::<T>::accept_claim(world.by_patient(), PATIENT, [1; 32]).expect("accepts");
		world
	}

	fn offer(&self) {
		Pallet::<T>::offer_claim(
			self.origin(),
			self.acting(Capacity::Provider),
			PATIENT,
			self.patient.clone(),
		)
		.expect("offers");
	}

	fn origin(&self) -> T::RuntimeOrigin {
		RawOrigin::Signed(self.custodian.clone()).into()
	}

	fn by_requester(&self) -> T::RuntimeOrigin {
		RawOrigin::Signed(self.requester.clone()).into()
	}

	fn by_patient(&self) -> T::RuntimeOrigin {
		RawOrigin::Signed(self.patient.clone()).into()
	}

	fn acting(&self, capacity: Capacity) -> Acting {
		Acting { organisation: self.custodian_id, capacity }
	}

	fn requesting(&self, capacity: Capacity) -> Acting {
		Acting { organisation: self.requester_id, capacity }
	}

	fn grant(&self, grant: ConsentGrant) {
		Pallet::<T>::grant_consent(self.by_patient(), None, PATIENT, self.custodian_id, grant)
			.expect("grants");
	}

	/// A request that the largest consent permits with its last provision, after it looked at
	/// everything: groups, openings, labels.
	fn request(&self) -> AccessRequest {
		AccessRequest {
			patient: PATIENT,
			custodian: self.custodian_id,
			purpose: Purpose::Payment,
			action: Action::Access,
			person: [2; 32],
			openings: BoundedVec::truncate_from(vec![[1; 32], [2; 32], [3; 32], [4; 32]]),
			data: Some(DataDescriptor {
				classes: BoundedVec::truncate_from(vec![[1; 32], [2; 32], [3; 32], [4; 32]]),
				codes: BoundedVec::truncate_from(vec![[1; 32], [2; 32], [3; 32], [4; 32]]),
				confidentiality: Some(Confidentiality::Normal),
				sensitivities: BoundedVec::truncate_from(
					(0..MAX_LABELS as u8).map(|i| [i; 32]).collect(),
				),
				author: Some([5; 32]),
				authored: Some(Month::of(NOW)),
				encounter: Some([6; 32]),
				record: Some(RECORD),
			}),
		}
	}

	fn break_glass(&self, ticket: [u8; 16]) {
		Pallet::<T>::break_glass(
			self.by_requester(),
			self.requesting(Capacity::Provider),
			ticket,
			PATIENT,
			[1; 32],
			[2; 32],
			None,
		)
		.expect("breaks");
	}

	fn file(&self, id: [u8; 16], kind: RightKind) {
		Pallet::<T>::file_request(self.by_patient(), None, PATIENT, id, kind, [1; 32])
			.expect("files");
	}

	fn anchor(&self) {
		Pallet::<T>::anchor_record(
			self.origin(),
			self.acting(Capacity::Provider),
			PATIENT,
			RECORD,
			entry(),
		)
		.expect("anchors");
	}

	fn anchor_log(&self, id: [u8; 16], root: Root) {
		Pallet::<T>::anchor_access_log(self.origin(), self.acting(Capacity::Provider), id, root)
			.expect("anchors");
	}
}

fn entry() -> RecordEntry {
	RecordEntry {
		class: [1; 32],
		labels: BoundedVec::truncate_from((0..MAX_LABELS as u8).map(|i| [i; 32]).collect()),
		author: [2; 32],
		month: Month::of(NOW),
		content: [3; 32],
	}
}

/// A consent of at least `size` bytes, as far as there are provisions: eight groups, a commitment,
/// and denials that look at everything and match nothing.
fn consent<T: Config>(world: &World<T>, size: usize) -> Consent {
	let mut consent = Consent {
		otherwise: Decision::Deny,
		period: Period::ALWAYS,
		part2: true,
		provisions: Default::default(),
	};
	let mut first = Provision::new(None, Decision::Permit);
	let opened = actor_commitment(&person_id(&world.requester), &[1; 32]);
	first.actors = BoundedVec::truncate_from(vec![
		Actor::Organisation(organisation_id(world.requester_id)),
		Actor::Commitment(opened),
	]);
	let _ = consent.provisions.try_push(first);
	for i in 0..MAX_GROUPS as u8 {
		let mut group = Provision::new(None, Decision::Permit);
		group.actors = BoundedVec::truncate_from(vec![Actor::Group([i; 32])]);
		group.purposes = BoundedVec::truncate_from(vec![Purpose::Research]);
		let _ = consent.provisions.try_push(group);
	}
	for i in 0..MAX_PROVISIONS as u8 {
		let mut provision = Provision::new(Some(0), Decision::Deny);
		provision.classes = BoundedVec::truncate_from(vec![[i.wrapping_add(100); 32]]);
		for label in 0..MAX_VALUES as u8 {
			let label = Label::Sensitivity([label.wrapping_add(100); 32]);
			if consent.encoded_size().saturating_add(provision.encoded_size()) < size {
				let _ = provision.labels.try_push(label);
			}
		}
		if consent.encoded_size().saturating_add(provision.encoded_size()) > size {
			break;
		}
		// Children come right after their parent.
		let at = consent.provisions.len().min(1);
		let _ = consent.provisions.try_insert(at, provision);
	}
	consent
}

fn part_2() -> Part2 {
	Part2 {
		description: [1; 32],
		recipients: BoundedVec::truncate_from(vec![
			Part2Recipient::Tpo;
			MAX_PART_2_RECIPIENTS as usize
		]),
		purpose: [2; 32],
		right_to_revoke: [3; 32],
		expiry: Part2Expiry::Event([4; 32]),
		signature: [5; 32],
		signed: [6; 32],
	}
}

fn largest<T: Config>(world: &World<T>, size: usize) -> ConsentGrant {
	ConsentGrant { consent: consent(world, size), form: Some([1; 32]), part_2: Some(part_2()) }
}

/// The deepest tree that has a leaf at index 0, and its proof.
fn deep(leaf: Hash) -> (Root, Proof) {
	let siblings: Vec<Hash> = (0..MAX_DEPTH as u8).map(|i| [i; 32]).collect();
	let hash = siblings.iter().fold(leaf, |hash, sibling| merkle::node(&hash, sibling));
	(
		Root { hash, count: merkle::MAX_LEAVES },
		Proof { index: 0, siblings: BoundedVec::truncate_from(siblings) },
	)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn open_pseudonym() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [9; 32]);
		assert!(Patients::<T>::contains_key([9; 32]));
	}

	#[benchmark]
	fn offer_claim() {
		let world = World::<T>::claimed();
		let acting = world.acting(Capacity::Provider);
		let other: T::AccountId = account("other", 0, 0);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, PATIENT, other);
		assert!(Patients::<T>::get(PATIENT).is_some_and(|row| row.offer.is_some()));
	}

	#[benchmark]
	fn accept_claim() {
		let world = World::<T>::claimed();
		let other: T::AccountId = account("other", 0, 0);
		Pallet::<T>::replace_key(world.by_patient(), PATIENT, Some(other.clone()), [1; 32])
			.expect("offers");
		#[extrinsic_call]
		_(RawOrigin::Signed(other.clone()), PATIENT, [2; 32]);
		assert_eq!(Controllers::<T>::get(other), Some(PATIENT));
	}

	#[benchmark]
	fn refuse_offer() {
		let world = World::<T>::new();
		world.offer();
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, PATIENT);
		assert!(Patients::<T>::get(PATIENT).is_some_and(|row| row.offer.is_none()));
	}

	#[benchmark]
	fn replace_key() {
		let world = World::<T>::claimed();
		let other: T::AccountId = account("other", 0, 0);
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, PATIENT, Some(other), [2; 32]);
		assert!(Patients::<T>::get(PATIENT).is_some_and(|row| row.offer.is_some()));
	}

	/// A recorded consent, contested by a patient that has claimed since.
	fn contested<T: Config>() -> World<T> {
		let world = World::<T>::new();
		let grant = largest(&world, MAX_ENCODED);
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::grant_consent(
			world.origin(),
			Some(acting),
			PATIENT,
			world.custodian_id,
			grant,
		)
		.expect("records");
		world.offer();
		Pallet::<T>::accept_claim(world.by_patient(), PATIENT, [1; 32]).expect("accepts");
		world
	}

	#[benchmark]
	fn contest_recorded() {
		let world = contested::<T>();
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, PATIENT, world.custodian_id);
		assert!(Consents::<T>::get(PATIENT, world.custodian_id)
			.is_some_and(|row| row.state == ConsentState::Contested));
	}

	#[benchmark]
	fn answer_contest() {
		let world = contested::<T>();
		Pallet::<T>::contest_recorded(world.by_patient(), PATIENT, world.custodian_id)
			.expect("contests");
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, PATIENT, [1; 32]);
	}

	#[benchmark]
	fn register_encryption_key() {
		let world = World::<T>::new();
		#[extrinsic_call]
		_(world.by_requester() as T::RuntimeOrigin, [1; 32]);
		assert!(EncryptionKeys::<T>::contains_key(&world.requester));
	}

	#[benchmark]
	fn remove_encryption_key() {
		let world = World::<T>::new();
		Pallet::<T>::register_encryption_key(world.by_requester(), [1; 32]).expect("registers");
		#[extrinsic_call]
		_(world.by_requester() as T::RuntimeOrigin);
		assert!(!EncryptionKeys::<T>::contains_key(&world.requester));
	}

	#[benchmark]
	fn set_policy() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		let policy: ImplicitPolicy = T::Limits::get().default_policy;
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, policy);
		assert!(Policies::<T>::contains_key(world.custodian_id));
	}

	#[benchmark]
	fn grant_consent(n: Linear<2_000, 9_500>) {
		let world = World::<T>::claimed();
		world.grant(largest(&world, MAX_ENCODED));
		let size = (n as usize).min(MAX_ENCODED);
		let grant = largest(&world, size);
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, None, PATIENT, world.custodian_id, grant);
		assert!(Consents::<T>::get(PATIENT, world.custodian_id).is_some_and(|row| row.version == 2));
	}

	#[benchmark]
	fn revoke_consent() {
		let world = World::<T>::claimed();
		world.grant(largest(&world, MAX_ENCODED));
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, PATIENT, world.custodian_id);
		assert!(Consents::<T>::get(PATIENT, world.custodian_id)
			.is_some_and(|row| row.state == ConsentState::Revoked));
	}

	#[benchmark]
	fn record_revocation() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		let grant = largest(&world, MAX_ENCODED);
		Pallet::<T>::grant_consent(
			world.origin(),
			Some(acting),
			PATIENT,
			world.custodian_id,
			grant,
		)
		.expect("records");
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, PATIENT, [1; 32]);
		assert!(Consents::<T>::get(PATIENT, world.custodian_id)
			.is_some_and(|row| row.state == ConsentState::Revoked));
	}

	#[benchmark]
	fn request_access() {
		let world = World::<T>::claimed();
		world.grant(largest(&world, MAX_ENCODED));
		world.file([1; 16], RightKind::PaidInFull { service: [9; 32] });
		Pallet::<T>::close_request(
			world.origin(),
			world.acting(Capacity::Provider),
			PATIENT,
			[1; 16],
			RequestOutcome::Granted,
			None,
		)
		.expect("closes");
		let acting = world.requesting(Capacity::Payer);
		let request = world.request();
		#[extrinsic_call]
		_(world.by_requester() as T::RuntimeOrigin, acting, [1; 16], request);
		// Past every provision and every rule, to a permit.
		assert!(Tickets::<T>::get(world.requester_id, [1; 16])
			.is_some_and(|row| matches!(row.decision, TicketDecision::Permit { .. })));
	}

	#[benchmark]
	fn break_glass() {
		let world = World::<T>::new();
		// As many as are counted wait for a review, so that it is not free any more, and one has a
		// place left.
		for i in 1..MAX_UNREVIEWED as u8 {
			world.break_glass([i; 16]);
		}
		let acting = world.requesting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.by_requester() as T::RuntimeOrigin,
			acting,
			[0; 16],
			PATIENT,
			[1; 32],
			[2; 32],
			Some(NOW),
		);
		assert!(Tickets::<T>::contains_key(world.requester_id, [0; 16]));
	}

	#[benchmark]
	fn report_break_glass() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		let requester = world.requesting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			requester,
			world.requester.clone(),
			[0; 16],
			PATIENT,
			[1; 32],
			[2; 32],
			NOW,
		);
		assert!(Tickets::<T>::contains_key(world.requester_id, [0; 16]));
	}

	#[benchmark]
	fn review_break_glass() {
		let world = World::<T>::new();
		world.break_glass([0; 16]);
		let acting = world.acting(Capacity::PrivacyOfficer);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			world.requester_id,
			[0; 16],
			ReviewOutcome::Violation,
		);
		assert!(Privileges::<T>::get(&world.requester).violation);
	}

	#[benchmark]
	fn reinstate_privilege() {
		let world = World::<T>::new();
		Privileges::<T>::insert(
			&world.requester,
			Privilege { violation: true, ..Default::default() },
		);
		let acting = world.acting(Capacity::Regulator);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, world.requester.clone());
		assert!(!Privileges::<T>::get(&world.requester).violation);
	}

	#[benchmark]
	fn appoint_representative() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			Some(acting),
			PATIENT,
			world.patient.clone(),
			Scope { grant: true, revoke: true, read: true },
			Month(u16::MAX),
			Some([1; 32]),
		);
		assert!(Representatives::<T>::contains_key(PATIENT, &world.patient));
	}

	#[benchmark]
	fn revoke_representative() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::appoint_representative(
			world.origin(),
			Some(acting),
			PATIENT,
			world.patient.clone(),
			Scope { grant: true, ..Default::default() },
			Month(u16::MAX),
			Some([1; 32]),
		)
		.expect("appoints");
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, Some(acting), PATIENT, world.patient.clone());
		assert!(!Representatives::<T>::contains_key(PATIENT, &world.patient));
	}

	#[benchmark]
	fn anchor_batch() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			[1; 16],
			Root { hash: [1; 32], count: 1_000 },
		);
		assert!(Batches::<T>::contains_key(world.custodian_id, [1; 16]));
	}

	#[benchmark]
	fn anchor_record() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, PATIENT, RECORD, entry());
		assert!(Records::<T>::contains_key(RECORD));
	}

	#[benchmark]
	fn update_record() {
		let world = World::<T>::new();
		world.anchor();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, RECORD, RecordChange::Replace(entry()));
		assert!(Records::<T>::get(RECORD).is_some_and(|row| row.version == 2));
	}

	#[benchmark]
	fn erase_record() {
		let world = World::<T>::new();
		world.anchor();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, RECORD);
		assert!(Records::<T>::get(RECORD).is_some_and(|row| row.status == RecordStatus::Erased));
	}

	#[benchmark]
	fn erase_patient() {
		let world = World::<T>::claimed();
		world.grant(largest(&world, MAX_ENCODED));
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, PATIENT);
		assert!(Patients::<T>::get(PATIENT).is_some_and(|row| row.erased.is_some()));
	}

	#[benchmark]
	fn set_legal_hold() {
		let world = World::<T>::new();
		world.anchor();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			PATIENT,
			Some(RECORD),
			Some(ErasureGround::LegalClaims),
		);
		assert!(Patients::<T>::get(PATIENT).is_some_and(|row| row.held_records == 1));
	}

	/// A release of version 1 on a ticket, and the leaf that superseded it before.
	fn proved<T: Config>(world: &World<T>) -> (RecordLeaf, Proof, LogEntry, Proof) {
		let leaf = RecordLeaf {
			record: RECORD,
			version: 2,
			supersedes: Some(1),
			class: [1; 32],
			labels: entry().labels,
			author: [2; 32],
			month: Month::of(NOW),
			content: [3; 32],
			status: RecordStatus::Current,
		};
		let (root, leaf_proof) = deep(record_leaf(&leaf, 0));
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::anchor_batch(world.origin(), acting, [1; 16], root).expect("anchors");
		T::BenchmarkHelper::set_time(NOW + DAY);
		world.break_glass([1; 16]);
		let entry = LogEntry {
			entry: [9; 32],
			patient: PATIENT,
			requester: world.requester_id,
			ticket: Some([1; 16]),
			record: RECORD,
			version: 1,
			content: [3; 32],
			person: [4; 32],
			purpose: Purpose::BreakGlass,
			month: Month::of(NOW),
			version_asked_for: false,
		};
		let (root, entry_proof) = deep(log_leaf(&entry, 0));
		world.anchor_log([2; 16], root);
		(leaf, leaf_proof, entry, entry_proof)
	}

	#[benchmark]
	fn report_superseded_release() {
		let world = World::<T>::claimed();
		let (leaf, leaf_proof, entry, entry_proof) = proved(&world);
		#[extrinsic_call]
		_(
			world.by_patient() as T::RuntimeOrigin,
			world.custodian_id,
			[1; 16],
			leaf,
			leaf_proof,
			[2; 16],
			entry,
			entry_proof,
		);
		assert!(SupersededReleases::<T>::contains_key(world.custodian_id, [9; 32]));
	}

	#[benchmark]
	fn explain_release() {
		let world = World::<T>::claimed();
		let (leaf, leaf_proof, entry, entry_proof) = proved(&world);
		Pallet::<T>::report_superseded_release(
			world.by_patient(),
			world.custodian_id,
			[1; 16],
			leaf,
			leaf_proof,
			[2; 16],
			entry,
			entry_proof,
		)
		.expect("reports");
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [9; 32], [1; 32]);
		assert!(SupersededReleases::<T>::get(world.custodian_id, [9; 32])
			.is_some_and(|row| row.explanation.is_some()));
	}

	#[benchmark]
	fn anchor_access_log() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			[1; 16],
			Root { hash: [1; 32], count: 1_000 },
		);
		assert!(AccessLogs::<T>::contains_key(world.custodian_id, [1; 16]));
	}

	#[benchmark]
	fn demand_log_entry() {
		let world = World::<T>::claimed();
		world.anchor_log([1; 16], deep([1; 32]).0);
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, PATIENT, [1; 16], [1; 16]);
		assert!(Demands::<T>::contains_key(PATIENT, [1; 16]));
	}

	#[benchmark]
	fn answer_log_demand() {
		let world = World::<T>::claimed();
		let (root, proof) = deep([1; 32]);
		world.anchor_log([1; 16], root);
		Pallet::<T>::demand_log_entry(world.by_patient(), PATIENT, [1; 16], [1; 16])
			.expect("demands");
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			PATIENT,
			[1; 16],
			LogAnswer::Shown { leaf: [1; 32], proof },
		);
		assert!(Demands::<T>::get(PATIENT, [1; 16]).is_some_and(|row| row.answer.is_some()));
	}

	#[benchmark]
	fn file_request() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			Some(acting),
			PATIENT,
			[1; 16],
			RightKind::PaidInFull { service: [1; 32] },
			[1; 32],
		);
		assert!(Requests::<T>::contains_key(PATIENT, [1; 16]));
	}

	#[benchmark]
	fn extend_request() {
		let world = World::<T>::claimed();
		world.file([1; 16], RightKind::Access);
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, PATIENT, [1; 16], [1; 32]);
		assert!(Requests::<T>::get(PATIENT, [1; 16]).is_some_and(|row| row.extended));
	}

	#[benchmark]
	fn close_request() {
		let world = World::<T>::claimed();
		world.file([1; 16], RightKind::PaidInFull { service: [1; 32] });
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			PATIENT,
			[1; 16],
			RequestOutcome::Granted,
			Some([1; 32]),
		);
		assert!(PaidInFullServices::<T>::contains_key(PATIENT, [1; 32]));
	}

	#[benchmark]
	fn withdraw_request() {
		let world = World::<T>::claimed();
		world.file([1; 16], RightKind::Access);
		#[extrinsic_call]
		_(world.by_patient() as T::RuntimeOrigin, PATIENT, [1; 16]);
		assert!(Requests::<T>::get(PATIENT, [1; 16]).is_some_and(|row| row.outcome.is_some()));
	}

	#[benchmark]
	fn lift_restriction() {
		let world = World::<T>::new();
		Patients::<T>::mutate(PATIENT, |row| {
			if let Some(row) = row {
				row.restricted = true;
			}
		});
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, Some(acting), PATIENT);
		assert!(Patients::<T>::get(PATIENT).is_some_and(|row| !row.restricted));
	}

	#[benchmark]
	fn add_group_member() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [1; 32], world.requester.clone());
		assert!(GroupMembers::<T>::contains_key([1; 32], &world.requester));
	}

	#[benchmark]
	fn remove_group_member() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::add_group_member(world.origin(), acting, [1; 32], world.requester.clone())
			.expect("adds");
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [1; 32], world.requester.clone());
		assert!(!GroupMembers::<T>::contains_key([1; 32], &world.requester));
	}

	#[benchmark]
	fn link_pseudonyms() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::open_pseudonym(world.origin(), acting, [9; 32]).expect("opens");
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [9; 32], PATIENT);
		assert!(Patients::<T>::get([9; 32]).is_some_and(|row| row.linked_to.is_some()));
	}

	#[benchmark]
	fn reap_history(n: Linear<1, MAX_REAP>) {
		let world = World::<T>::claimed();
		// Each by another organisation, which gets its deposit back.
		for i in 0..n {
			let (who, organisation) = World::<T>::organisation("asks", i);
			let acting = Acting { organisation, capacity: Capacity::Payer };
			let origin = RawOrigin::Signed(who).into();
			Pallet::<T>::request_access(origin, acting, [1; 16], world.request()).expect("asks");
		}
		T::BenchmarkHelper::set_time(NOW + T::Limits::get().retention);
		#[extrinsic_call]
		_(
			world.by_patient() as T::RuntimeOrigin,
			History::Disclosures { patient: PATIENT, count: n },
		);
		assert_eq!(Disclosures::<T>::iter_prefix(PATIENT).count(), 0);
	}

	#[benchmark]
	fn report_breach() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [1; 16], NOW, [1; 32]);
		assert!(Breaches::<T>::contains_key(world.custodian_id, [1; 16]));
	}

	#[benchmark]
	fn settle_breach_notice() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::report_breach(world.origin(), acting, [1; 16], NOW, [1; 32]).expect("reports");
		#[extrinsic_call]
		_(
			world.origin() as T::RuntimeOrigin,
			acting,
			[1; 16],
			BreachNotice::Persons,
			NoticeOutcome::Given,
			[1; 32],
		);
		assert!(Breaches::<T>::get(world.custodian_id, [1; 16])
			.is_some_and(|row| row.persons.is_some()));
	}

	/// The written request that follows up an oral one: two obligations are touched.
	#[benchmark]
	fn suspend_accounting() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::suspend_accounting(
			world.origin(),
			acting,
			[1; 16],
			SuspensionBasis::Oral,
			NOW.saturating_add(DAY),
			[1; 32],
		)
		.expect("suspends");
		let (written, until) = (SuspensionBasis::Written, NOW.saturating_add(ORAL_SUSPENSION));
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [1; 16], written, until, [1; 32]);
		assert!(Suspensions::<T>::get(world.custodian_id, [1; 16])
			.is_some_and(|row| row.until == until));
	}

	#[benchmark]
	fn account_suspended() {
		let world = World::<T>::new();
		let acting = world.acting(Capacity::Provider);
		Pallet::<T>::suspend_accounting(
			world.origin(),
			acting,
			[1; 16],
			SuspensionBasis::Oral,
			NOW.saturating_add(DAY),
			[1; 32],
		)
		.expect("suspends");
		world.anchor_log([1; 16], deep([1; 32]).0);
		#[extrinsic_call]
		_(world.origin() as T::RuntimeOrigin, acting, [1; 16], [1; 16]);
		assert!(Suspensions::<T>::get(world.custodian_id, [1; 16])
			.is_some_and(|row| row.accounted.is_some()));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::bench(), crate::mock::Test);
}
