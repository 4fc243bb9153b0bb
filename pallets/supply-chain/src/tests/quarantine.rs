//! Suspect product, what becomes of it, and who is notified.

use super::*;

fn at_wholesaler(range: std::ops::Range<u32>) {
	commission(range.clone());
	transfer(MAKER, WHOLESALER, packs(range));
}

pub fn facts(kind: NoticeKind, case: Option<CaseKey>) -> NoticeFacts {
	NoticeFacts {
		kind,
		incident: [3; 32],
		gtin: pack_gtin(),
		lot: Some(lot("A")),
		reason: NoticeReason::Counterfeit,
		case,
		initial: (kind != NoticeKind::Initial).then_some(case_id(1)),
		consultation: (kind == NoticeKind::Termination).then_some([4; 32]),
	}
}

pub fn notify(
	organisation: OrganisationId,
	id: u32,
	facts: NoticeFacts,
	recipients: Vec<OrganisationId>,
) -> DispatchResult {
	SupplyChain::notify_illegitimate(
		by(organisation),
		acting(organisation),
		case_id(id),
		facts,
		recipients.try_into().unwrap(),
	)
}

pub fn answer(organisation: OrganisationId, case: Option<u32>) -> DispatchResult {
	SupplyChain::answer_notice(
		by(organisation),
		acting(organisation),
		key(WHOLESALER, 1),
		case.map(case_id),
	)
}

/// Illegitimate packs at the wholesaler, under its case 7.
pub fn condemned(range: std::ops::Range<u32>) {
	at_wholesaler(range.clone());
	assert_ok!(do_quarantine(WHOLESALER, case_id(7), packs(range.clone())));
	assert_ok!(do_decide(WHOLESALER, key(WHOLESALER, 7), packs(range), Verdict::Illegitimate));
}

#[test]
fn sc_7_what_is_suspect_should_stay_where_it_is_until_it_is_cleared() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		transfer(MAKER, PHARMACY, packs(0..3));
		assert_ok!(do_quarantine(PHARMACY, case_id(1), packs([0])));
		let Event::Quarantined { case, reason, items, .. } = last_event() else { panic!() };
		assert_eq!((case, reason, items), (key(PHARMACY, 1), SuspectReason::Counterfeit, 1));
		let answer = verify(&pack(0));
		assert!(answer.verified && !answer.saleable && !answer.dispensable);
		assert!(answer.unfit.contains(&Unfitness::Held));
		assert!(answer.unfit.contains(&Unfitness::Quarantined));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Held);
		for kind in [ShipmentKind::Sale, ShipmentKind::Custody] {
			assert_noop!(do_ship(PHARMACY, packs([0]), kind, Some(WHOLESALER)), Refused::Held);
		}
		assert_noop!(
			do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(WHOLESALER)),
			Refused::InQuarantine
		);
		assert_noop!(do_pack(PHARMACY, pallet(1), packs([0])), Refused::InQuarantine);
		assert_noop!(do_destroy(PHARMACY, packs([0])), Refused::InQuarantine);
		assert_noop!(
			do_decommission(PHARMACY, packs([0]), DecommissionReason::Exported),
			Refused::InQuarantine
		);
		// No inspection frees it: its case does.
		assert_noop!(
			do_change(PHARMACY, packs([0]), Some(BizStep::Inspecting), Disposition::InProgress),
			Refused::InQuarantine
		);
		assert_ok!(do_decide(PHARMACY, case, packs([0]), Verdict::Cleared));
		assert_eq!(Cases::<Test>::get(case).unwrap().closed, Some(now()));
		assert_eq!(HeldItems::<Test>::get(pack(0)), None);
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		let hops = SupplyChain::trace(pack(0), None, 100).unwrap().unwrap().hops;
		assert!(hops.iter().any(|hop| hop.kind == HopKind::Quarantined));
		assert!(hops.iter().any(|hop| hop.kind == HopKind::Cleared));
	});
}

#[test]
fn sc_7_a_container_should_not_leave_with_something_suspect_inside() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..3)));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1), pack(3)]));
		transfer(MAKER, PHARMACY, vec![pallet(2)]);
		assert_ok!(do_quarantine(PHARMACY, case_id(1), packs([1])));
		let sent = |kind| do_ship(PHARMACY, vec![pallet(2)], kind, Some(WHOLESALER));
		assert_noop!(sent(ShipmentKind::Sale), Refused::ContainsHeld);
		assert_noop!(sent(ShipmentKind::Return), Refused::ContainsQuarantined);
		assert_noop!(do_unpack(PHARMACY, pallet(1), vec![]), Refused::ContainsQuarantined);
		// The others are good, and who investigates keeps the suspect one apart.
		assert_ok!(do_dispense(PHARMACY, packs([3])));
		assert_ok!(do_unpack(PHARMACY, pallet(1), packs([1])));
		assert_ok!(sent(ShipmentKind::Return));
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Held);
	});
}

#[test]
fn sc_7_nothing_should_be_done_inside_a_suspect_container() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..2)));
		transfer(MAKER, PHARMACY, vec![pallet(1), pack(2)]);
		assert_ok!(do_quarantine(PHARMACY, case_id(1), vec![pallet(1)]));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Held);
		assert_noop!(do_unpack(PHARMACY, pallet(1), packs([0])), Refused::InQuarantine);
		assert_noop!(do_unpack(PHARMACY, pallet(1), vec![]), Refused::InQuarantine);
		assert_noop!(do_pack(PHARMACY, pallet(1), packs([2])), Refused::InQuarantine);
		assert_noop!(do_destroy(PHARMACY, packs([0])), Refused::InQuarantine);
		assert_noop!(
			do_decommission(PHARMACY, packs([0]), DecommissionReason::Damaged),
			Refused::InQuarantine
		);
		assert_noop!(
			do_change(PHARMACY, packs([0]), None, Disposition::Damaged),
			Refused::InQuarantine
		);
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 1), vec![pallet(1)], Verdict::Cleared));
		assert_ok!(do_dispense(PHARMACY, packs([0])));
	});
}

#[test]
fn sc_7_only_the_holder_or_an_authority_should_say_that_a_pack_is_suspect() {
	ExtBuilder::default().build_and_execute(|| {
		at_wholesaler(0..4);
		for other in [MAKER, PHARMACY, LOGISTICS] {
			assert_noop!(do_quarantine(other, case_id(1), packs([0])), Refused::NotHolder);
		}
		assert_noop!(do_quarantine(AUDITOR, case_id(1), packs([0])), Refused::CapacityNotAllowed);
		// On its way it is in nobody's hand but the authority's.
		assert_ok!(do_ship(WHOLESALER, packs([1]), ShipmentKind::Sale, Some(PHARMACY)));
		assert_noop!(do_quarantine(WHOLESALER, case_id(1), packs([1])), Refused::InTransit);
		assert_noop!(do_quarantine(PHARMACY, case_id(1), packs([1])), Refused::InTransit);
		assert_ok!(do_quarantine(REGULATOR, case_id(1), packs([0, 1])));
		// It arrives, is held, and is not sold.
		assert_ok!(do_receive(PHARMACY, packs([1])));
		assert_eq!(whose(&pack(1)), (WHOLESALER, PHARMACY));
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Held);
		// What an authority holds, an authority frees.
		pass(20 * DAY);
		for other in [PHARMACY, WHOLESALER, MAKER] {
			for verdict in [Verdict::Cleared, Verdict::Illegitimate] {
				assert_noop!(
					do_decide(other, key(REGULATOR, 1), packs([1]), verdict),
					Refused::NotInvestigator
				);
			}
		}
		assert_ok!(do_decide(REGULATOR, key(REGULATOR, 1), packs([1]), Verdict::Cleared));
		assert_ok!(do_dispense(PHARMACY, packs([1])));
	});
}

#[test]
fn sc_7_a_custodian_should_not_keep_anothers_goods_in_quarantine_for_ever() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..2);
		assert_ok!(do_ship(MAKER, packs(0..2), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, packs(0..2)));
		assert_ok!(do_quarantine(LOGISTICS, case_id(1), packs(0..2)));
		let case = key(LOGISTICS, 1);
		assert_eq!(
			duty(ObligationKind::InvestigateSuspect, case, LOGISTICS),
			Some((now() + 10 * DAY, "open"))
		);
		// Nor condemn them.
		assert_noop!(
			do_decide(LOGISTICS, case, packs([0]), Verdict::Illegitimate),
			Refused::NotInvestigator
		);
		assert_noop!(
			do_decide(MAKER, case, packs([0]), Verdict::Cleared),
			Refused::NotInvestigator
		);
		pass(10 * DAY + 1);
		// Its owner, and no other owner.
		assert_noop!(
			do_decide(WHOLESALER, case, packs([0]), Verdict::Cleared),
			Refused::NotInvestigator
		);
		assert_ok!(do_decide(MAKER, case, packs(0..2), Verdict::Cleared));
		assert_eq!(
			duty(ObligationKind::InvestigateSuspect, case, LOGISTICS).unwrap().1,
			"fulfilled"
		);
		assert!(verify(&pack(0)).saleable);
	});
}

#[test]
fn sc_7_only_destruction_should_follow_on_illegitimate() {
	ExtBuilder::default().build_and_execute(|| {
		condemned(0..3);
		let case = key(WHOLESALER, 7);
		let row = Cases::<Test>::get(case).unwrap();
		assert!(row.sample_retained && row.closed.is_some());
		assert_eq!((row.condemned, row.notifier), (3, Some(WHOLESALER)));
		for verdict in [Verdict::Cleared, Verdict::Illegitimate] {
			assert_noop!(do_decide(REGULATOR, case, packs([0]), verdict), Refused::NotInCase);
		}
		for kind in [ShipmentKind::Sale, ShipmentKind::Custody] {
			assert_noop!(do_ship(WHOLESALER, packs([0]), kind, Some(MAKER)), Refused::Held);
		}
		assert_noop!(
			do_ship(WHOLESALER, packs([0]), ShipmentKind::Return, Some(MAKER)),
			Refused::InQuarantine
		);
		assert_noop!(
			do_change(WHOLESALER, packs([0]), Some(BizStep::Inspecting), Disposition::InProgress),
			Refused::InQuarantine
		);
		assert_noop!(
			do_decommission(WHOLESALER, packs([0]), DecommissionReason::Exported),
			Refused::InQuarantine
		);
		assert_ok!(do_destroy(WHOLESALER, packs([0])));
		assert_ok!(plain(SupplyChain::destroy(
			by(WHOLESALER),
			acting(WHOLESALER),
			event_with(Disposition::Disposed),
			packs([1]).try_into().unwrap(),
		)));
		assert_eq!(HeldItems::<Test>::get(pack(0)), None);
	});
}

#[test]
fn sc_7_the_maker_should_condemn_what_bears_its_name() {
	ExtBuilder::default().build_and_execute(|| {
		at_wholesaler(0..1);
		assert_ok!(do_quarantine(WHOLESALER, case_id(1), packs([0])));
		// Its word frees nothing: a genuine pack may have been tampered with.
		assert_noop!(
			do_decide(MAKER, key(WHOLESALER, 1), packs([0]), Verdict::Cleared),
			Refused::NotInvestigator
		);
		assert_ok!(do_decide(MAKER, key(WHOLESALER, 1), packs([0]), Verdict::Illegitimate));
		assert!(duty(ObligationKind::NotifyIllegitimate, key(WHOLESALER, 1), MAKER).is_some());
	});
}

#[test]
fn sc_7_an_item_in_two_cases_should_need_both_decided() {
	ExtBuilder::default().build_and_execute(|| {
		at_wholesaler(0..2);
		assert_ok!(do_change(WHOLESALER, packs([0]), None, Disposition::Damaged));
		assert_ok!(do_quarantine(WHOLESALER, case_id(1), packs([0])));
		assert_noop!(do_quarantine(WHOLESALER, case_id(1), packs([1])), Refused::CaseExists);
		assert_noop!(do_quarantine(WHOLESALER, case_id(2), packs([1, 1])), Refused::AlreadyInCase);
		assert_ok!(do_quarantine(REGULATOR, case_id(1), packs([0])));
		assert_ok!(do_decide(WHOLESALER, key(WHOLESALER, 1), packs([0]), Verdict::Cleared));
		assert_eq!(item(&pack(0)).cases, 1);
		// Decided one way in one, it waits for the other.
		assert_ok!(do_quarantine(WHOLESALER, case_id(3), packs([0])));
		assert_ok!(do_decide(WHOLESALER, key(WHOLESALER, 3), packs([0]), Verdict::Illegitimate));
		assert_noop!(do_destroy(WHOLESALER, packs([0])), Refused::InQuarantine);
		assert_ok!(do_decide(REGULATOR, key(REGULATOR, 1), packs([0]), Verdict::Cleared));
		assert_ok!(do_destroy(WHOLESALER, packs([0])));
		// What was damaged before is so after.
		assert_ok!(do_change(WHOLESALER, packs([1]), None, Disposition::Damaged));
		assert_ok!(do_quarantine(WHOLESALER, case_id(4), packs([1])));
		assert_ok!(do_decide(WHOLESALER, key(WHOLESALER, 4), packs([1]), Verdict::Cleared));
		assert_eq!(item(&pack(1)).disposition, Disposition::Damaged);
		for n in 5..8 {
			assert_ok!(do_quarantine(WHOLESALER, case_id(n), packs([1])));
		}
		assert_noop!(do_quarantine(WHOLESALER, case_id(9), packs([1])), Refused::TooManyCases);
		// No number of cases of its own keeps an authority off.
		assert_ok!(do_quarantine(REGULATOR, case_id(9), packs([1])));
		assert_noop!(do_quarantine(REGULATOR, case_id(10), packs([1])), Refused::TooManyCases);
	});
}

#[test]
fn sc_7_what_comes_out_of_a_held_container_should_be_held_after_its_case() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([0])));
		assert_ok!(do_quarantine(MAKER, case_id(1), packs([0])));
		assert_ok!(do_change(MAKER, vec![pallet(1)], None, Disposition::Damaged));
		assert_ok!(do_unpack(MAKER, pallet(1), packs([0])));
		assert_ok!(do_decide(MAKER, key(MAKER, 1), packs([0]), Verdict::Cleared));
		assert_eq!(item(&pack(0)).disposition, Disposition::Damaged);
	});
}

#[test]
fn sc_7_quarantine_should_outlast_theft_void_and_a_part_supplied() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		transfer(MAKER, PHARMACY, packs(0..3));
		// A part was supplied: the rest is not supplied meanwhile, nor whole after.
		let part = || {
			plain(SupplyChain::dispense(
				by(PHARMACY),
				acting(PHARMACY),
				event_with(Disposition::PartiallyDispensed),
				packs([0]).try_into().unwrap(),
			))
		};
		assert_ok!(part());
		assert_ok!(do_quarantine(PHARMACY, case_id(1), packs([0])));
		assert_noop!(part(), Refused::Held);
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 1), packs([0]), Verdict::Cleared));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::PartlyDispensed);
		// Stolen out of quarantine, it is stolen when that is over.
		assert_ok!(do_quarantine(PHARMACY, case_id(2), packs([1])));
		assert_ok!(do_change(PHARMACY, packs([1]), None, Disposition::Stolen));
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 2), packs([1]), Verdict::Cleared));
		assert_eq!(item(&pack(1)).disposition, Disposition::Stolen);
		// Marked on its way and called back, it is held.
		assert_ok!(do_ship(PHARMACY, packs([2]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(do_quarantine(REGULATOR, case_id(3), packs([2])));
		assert_ok!(do_void(PHARMACY, packs([2])));
		assert_noop!(do_dispense(PHARMACY, packs([2])), Refused::Held);
		assert_ok!(do_decide(REGULATOR, key(REGULATOR, 3), packs([2]), Verdict::Cleared));
		assert_ok!(do_dispense(PHARMACY, packs([2])));
	});
}

#[test]
fn sc_7_a_case_should_be_of_one_product_and_of_what_it_is_about() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0, 1]);
		commission_as(case_gtin(), "A", [0]);
		assert_noop!(
			do_quarantine(MAKER, case_id(1), vec![pack(0), case(0)]),
			Refused::MixedProducts
		);
		assert_noop!(
			do_decide(MAKER, key(MAKER, 1), packs([0]), Verdict::Cleared),
			Refused::UnknownCase
		);
		assert_ok!(do_quarantine(MAKER, case_id(1), packs([0])));
		assert_noop!(
			do_decide(MAKER, key(MAKER, 1), packs([1]), Verdict::Cleared),
			Refused::NotInCase
		);
		assert_ok!(plain(SupplyChain::open_exception(
			by(MAKER),
			acting(MAKER),
			event(),
			case_id(2),
			ExceptionKind::Damaged,
			packs([1]).try_into().unwrap(),
			None,
			[1; 32],
		)));
		assert_noop!(
			do_decide(MAKER, key(MAKER, 2), packs([1]), Verdict::Cleared),
			Refused::CaseOfOtherKind
		);
	});
}

#[test]
fn sc_8_illegitimate_should_be_notified_within_24_hours() {
	ExtBuilder::default().build_and_execute(|| {
		condemned(0..2);
		let case = key(WHOLESALER, 7);
		assert_eq!(
			duty(ObligationKind::NotifyIllegitimate, case, WHOLESALER),
			Some((now() + DAY, "open"))
		);
		let initial = facts(NoticeKind::Initial, Some(case));
		assert_ok!(notify(WHOLESALER, 1, initial.clone(), vec![MAKER, PHARMACY]));
		System::assert_last_event(
			Event::IllegitimateNotified {
				notice: key(WHOLESALER, 1),
				kind: NoticeKind::Initial,
				recipients: 2,
			}
			.into(),
		);
		assert_eq!(
			duty(ObligationKind::NotifyIllegitimate, case, WHOLESALER).unwrap().1,
			"fulfilled"
		);
		assert_eq!(Notices::<Test>::get(key(WHOLESALER, 1)).unwrap().facts, initial);
		assert_noop!(notify(WHOLESALER, 1, initial, vec![]), Refused::NoticeExists);
		// Who was notified has to quarantine what matches.
		let asked = |who| duty(ObligationKind::QuarantineNotified, key(WHOLESALER, 1), who);
		assert_eq!(asked(PHARMACY), Some((now() + DAY, "open")));
		assert_noop!(answer(LOGISTICS, None), Refused::NotRecipient);
		assert_noop!(answer(PHARMACY, Some(1)), Refused::UnknownCase);
		transfer(MAKER, PHARMACY, {
			commission([9]);
			packs([9])
		});
		assert_ok!(do_quarantine(PHARMACY, case_id(1), packs([9])));
		assert_ok!(answer(PHARMACY, Some(1)));
		assert_eq!(asked(PHARMACY).unwrap().1, "fulfilled");
		assert_noop!(answer(PHARMACY, None), Refused::AlreadyAnswered);
		assert_ok!(answer(MAKER, None));
		System::assert_last_event(
			Event::NoticeAnswered { notice: key(WHOLESALER, 1), organisation: MAKER, case: None }
				.into(),
		);
	});
}

#[test]
fn sc_8_a_case_of_another_product_should_answer_no_notice() {
	ExtBuilder::default().build_and_execute(|| {
		condemned(0..1);
		assert_ok!(notify(
			WHOLESALER,
			1,
			facts(NoticeKind::Initial, Some(key(WHOLESALER, 7))),
			vec![MAKER]
		));
		commission_as(case_gtin(), "A", [0]);
		assert_ok!(do_quarantine(MAKER, case_id(1), vec![case(0)]));
		assert_noop!(answer(MAKER, Some(1)), Refused::MixedProducts);
	});
}

#[test]
fn sc_8_a_notice_should_follow_on_what_was_found() {
	ExtBuilder::default().build_and_execute(|| {
		condemned(0..1);
		let case = key(WHOLESALER, 7);
		let initial = facts(NoticeKind::Initial, Some(case));
		let send = |who, facts| notify(who, 1, facts, vec![MAKER]);
		assert_noop!(send(REGULATOR, initial.clone()), Refused::CapacityNotAllowed);
		assert_noop!(send(PHARMACY, initial.clone()), Refused::NotInvestigator);
		let mut wrong = initial.clone();
		wrong.gtin = case_gtin();
		assert_noop!(send(WHOLESALER, wrong), Refused::MixedProducts);
		let mut wrong = initial.clone();
		wrong.gtin = 18;
		assert_noop!(send(WHOLESALER, wrong), Refused::InvalidGtin);
		let mut wrong = initial.clone();
		wrong.lot = Some(lot(""));
		assert_noop!(send(WHOLESALER, wrong), Refused::InvalidLot);
		let mut wrong = initial.clone();
		wrong.initial = Some(case_id(1));
		assert_noop!(send(WHOLESALER, wrong), Refused::NoticeUnrelated);
		let to = |recipients| notify(WHOLESALER, 1, initial.clone(), recipients);
		assert_noop!(to(vec![MAKER, MAKER]), Refused::ListedTwice);
		assert_noop!(to(vec![WHOLESALER]), Refused::RecipientInvalid);
		assert_noop!(to(vec![AUDITOR]), Refused::RecipientInvalid);
		// Suspect is not illegitimate.
		commission([8]);
		transfer(MAKER, WHOLESALER, packs([8]));
		assert_ok!(do_quarantine(WHOLESALER, case_id(8), packs([8])));
		assert_noop!(
			send(WHOLESALER, facts(NoticeKind::Initial, Some(key(WHOLESALER, 8)))),
			Refused::NothingIllegitimate
		);
		// A high risk is its maker's to notify, without a case.
		let mut risk = facts(NoticeKind::Initial, None);
		risk.reason = NoticeReason::HighRisk;
		assert_noop!(send(WHOLESALER, risk.clone()), Refused::NotMaker);
		assert_noop!(send(REPACKAGER, risk.clone()), Refused::NotMaker);
		assert_ok!(notify(MAKER, 1, risk, vec![WHOLESALER, PHARMACY]));
	});
}

#[test]
fn sc_8_follow_up_and_termination_should_reach_all_who_were_notified() {
	ExtBuilder::default().build_and_execute(|| {
		condemned(0..1);
		let initial = facts(NoticeKind::Initial, Some(key(WHOLESALER, 7)));
		let follow = facts(NoticeKind::FollowUp, None);
		let end = facts(NoticeKind::Termination, None);
		assert_noop!(notify(WHOLESALER, 2, follow.clone(), vec![]), Refused::UnknownNotice);
		assert_ok!(notify(WHOLESALER, 1, initial, vec![MAKER, PHARMACY]));
		assert_ok!(answer(MAKER, None));
		assert_ok!(notify(WHOLESALER, 2, follow.clone(), vec![MAKER, LOGISTICS]));
		let asked =
			|who| duty(ObligationKind::QuarantineNotified, key(WHOLESALER, 1), who).unwrap().1;
		assert_eq!(asked(MAKER), "open", "it has to look again");
		let mut other = follow.clone();
		other.gtin = case_gtin();
		assert_noop!(notify(WHOLESALER, 3, other, vec![]), Refused::NoticeUnrelated);
		let mut alone = end.clone();
		alone.consultation = None;
		assert_noop!(notify(WHOLESALER, 3, alone, vec![MAKER]), Refused::ConsultationMissing);
		assert_noop!(
			notify(WHOLESALER, 3, end.clone(), vec![PHARMACY_TWO]),
			Refused::RecipientInvalid
		);
		assert_ok!(notify(WHOLESALER, 3, end.clone(), vec![MAKER, PHARMACY]));
		let told =
			|| duty(ObligationKind::NotifyTermination, key(WHOLESALER, 1), WHOLESALER).unwrap();
		assert_eq!(told(), (now() + DAY, "open"), "one was not told");
		assert_eq!(asked(PHARMACY), "cancelled");
		assert_noop!(notify(WHOLESALER, 4, end.clone(), vec![MAKER]), Refused::RecipientInvalid);
		assert_ok!(notify(WHOLESALER, 4, end, vec![LOGISTICS]));
		assert_eq!(told().1, "fulfilled");
		assert_noop!(notify(WHOLESALER, 5, follow, vec![]), Refused::NoticeUnrelated);
	});
}

#[test]
fn sc_8_of_what_an_authority_condemned_the_holder_should_notify() {
	ExtBuilder::default().build_and_execute(|| {
		at_wholesaler(0..1);
		assert_ok!(do_quarantine(REGULATOR, case_id(1), packs([0])));
		assert_ok!(do_decide(REGULATOR, key(REGULATOR, 1), packs([0]), Verdict::Illegitimate));
		assert!(duty(ObligationKind::NotifyIllegitimate, key(REGULATOR, 1), WHOLESALER).is_some());
		assert_ok!(notify(
			WHOLESALER,
			1,
			facts(NoticeKind::Initial, Some(key(REGULATOR, 1))),
			vec![MAKER]
		));
	});
}

#[test]
fn sc_8_what_is_found_later_in_the_same_case_should_be_notified_as_well() {
	ExtBuilder::default().build_and_execute(|| {
		at_wholesaler(0..2);
		let case = key(WHOLESALER, 7);
		assert_ok!(do_quarantine(WHOLESALER, case_id(7), packs(0..2)));
		assert_ok!(do_decide(WHOLESALER, case, packs([0]), Verdict::Illegitimate));
		assert_ok!(notify(WHOLESALER, 1, facts(NoticeKind::Initial, Some(case)), vec![MAKER]));
		pass(HOUR);
		assert_ok!(do_decide(WHOLESALER, case, packs([1]), Verdict::Illegitimate));
		let asked = || duty(ObligationKind::NotifyIllegitimate, case, WHOLESALER).unwrap();
		assert_eq!(asked(), (now() + DAY, "open"));
		assert_ok!(notify(WHOLESALER, 2, facts(NoticeKind::FollowUp, Some(case)), vec![MAKER]));
		assert_eq!(asked().1, "fulfilled");
	});
}

#[test]
fn sc_7_a_container_should_be_free_when_what_was_condemned_in_it_is_destroyed() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..3)));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		assert_ok!(do_quarantine(MAKER, case_id(1), packs([0])));
		assert_ok!(do_decide(MAKER, key(MAKER, 1), packs([0]), Verdict::Illegitimate));
		assert_eq!(ContentsOf::<Test>::get(pallet(2)).quarantined, 1);
		let sale = || do_ship(MAKER, vec![pallet(2)], ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sale(), Refused::ContainsHeld);
		assert_ok!(do_destroy(MAKER, packs([0])));
		assert_eq!(ContentsOf::<Test>::get(pallet(2)).quarantined, 0);
		assert_ok!(sale());
	});
}
