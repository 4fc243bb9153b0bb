use super::*;

fn try_register(
	organisation: OrganisationId,
	gtin: u64,
	contains: Option<(u64, u32)>,
	storage: Option<StorageProfile>,
) -> DispatchResult {
	SupplyChain::register_product(by(organisation), acting(organisation), gtin, contains, storage)
}

#[test]
fn register_product_should_make_the_actor_its_maker() {
	ExtBuilder::default().build_and_execute(|| {
		let storage =
			StorageProfile { min: 200, max: 800, excursion_max: 2_500, excursion_minutes: 60 };
		assert_ok!(try_register(REPACKAGER, other_gtin(2), None, Some(storage)));
		let registration = Products::<Test>::get(other_gtin(2)).registration.unwrap();
		assert_eq!((registration.maker, registration.storage), (REPACKAGER, Some(storage)));
		System::assert_last_event(
			Event::ProductRegistered { gtin: other_gtin(2), maker: REPACKAGER }.into(),
		);
	});
}

#[test]
fn register_product_should_know_the_innermost_product_of_a_case() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(try_register(MAKER, other_gtin(3), Some((case_gtin(), 4)), None));
		let registration = Products::<Test>::get(other_gtin(3)).registration.unwrap();
		assert_eq!(registration.base, Some(pack_gtin()));
	});
}

#[test]
fn register_product_should_fail_in_another_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			try_register(WHOLESALER, other_gtin(2), None, None),
			Refused::CapacityNotAllowed
		);
	});
}

#[test]
fn register_product_should_fail_when_it_exists() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(try_register(REPACKAGER, pack_gtin(), None, None), Refused::ProductExists);
	});
}

#[test]
fn x_8_register_product_should_fail_with_a_bad_gtin() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in [0, pack_gtin() + 1, u64::MAX] {
			assert_noop!(try_register(MAKER, bad, None, None), Refused::InvalidGtin);
		}
		// ID-1: indicator 9 is variable measure, never a medicine.
		let variable = (0..10)
			.map(|check| 90_300_000_000_010 + check)
			.find(|gtin| salus_primitives::Gtin::try_from(*gtin).is_ok())
			.unwrap();
		assert_noop!(try_register(MAKER, variable, None, None), Refused::InvalidGtin);
	});
}

#[test]
fn register_product_should_fail_with_contents_of_its_own_or_none() {
	ExtBuilder::default().build_and_execute(|| {
		let gtin = other_gtin(4);
		assert_noop!(try_register(MAKER, gtin, Some((gtin, 1)), None), Refused::ContentsInvalid);
		assert_noop!(
			try_register(MAKER, gtin, Some((pack_gtin(), 0)), None),
			Refused::ContentsInvalid
		);
	});
}

#[test]
fn register_product_should_fail_when_what_it_contains_is_not_the_makers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			try_register(MAKER, other_gtin(4), Some((other_gtin(5), 1)), None),
			Refused::ContainedProductUnknown
		);
		assert_noop!(
			try_register(REPACKAGER, other_gtin(4), Some((pack_gtin(), 1)), None),
			Refused::ContainedProductUnknown
		);
	});
}

#[test]
fn register_product_should_fail_with_a_profile_turned_round() {
	ExtBuilder::default().build_and_execute(|| {
		let storage =
			StorageProfile { min: 800, max: 200, excursion_max: 2_500, excursion_minutes: 60 };
		assert_noop!(
			try_register(MAKER, other_gtin(4), None, Some(storage)),
			Refused::StorageProfileInvalid
		);
	});
}

#[test]
fn register_product_should_fail_when_the_deposit_cannot_be_paid() {
	ExtBuilder::default().with_poor_controllers().build_and_execute(|| {
		assert_noop!(try_register(MAKER, other_gtin(4), None, None), Refused::DepositNotPayable);
	});
}
