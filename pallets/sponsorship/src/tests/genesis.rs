//! The sponsorships that the chain starts with.

use crate::{mock::*, GenesisConfig};
use sp_runtime::BuildStorage;

fn genesis(sponsorships: Vec<(u64, u64, Terms<u64>)>) -> sp_io::TestExternalities {
	RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: vec![(SPONSOR, FUNDS)],
			..Default::default()
		},
		sponsorship: GenesisConfig { sponsorships },
		..Default::default()
	}
	.build_storage()
	.expect("the genesis is sound")
	.into()
}

#[test]
fn genesis_sponsorships_pay_from_the_first_block() {
	genesis(vec![(SPONSOR, PATIENT, terms())]).execute_with(|| {
		System::set_block_number(1);
		pallet_timestamp::Now::<Test>::put(START);
		assert_eq!(Balances::free_balance(SPONSOR), FUNDS - RECORD);
		assert_eq!(System::providers(&PATIENT), 1);
		assert_eq!(send(PATIENT, serve(1)), Ok(Ok(())));
		Sponsorship::do_try_state().expect("the state is sound");
	});
}

#[test]
#[should_panic(expected = "sound sponsorships")]
fn genesis_should_fail_with_a_sponsor_without_funds() {
	let _ = genesis(vec![(OTHER, PATIENT, terms())]);
}
