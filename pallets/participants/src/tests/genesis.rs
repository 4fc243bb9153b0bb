//! What the first block holds, and which chain specifications are refused.

use crate::{mock::*, *};
use alloc::{vec, vec::Vec};
use frame_support::assert_ok;
use salus_primitives::{Acting, Capacity, Gln, Participants as _};

fn organisation() -> GenesisOrganisation<AccountId> {
	GenesisOrganisation {
		controller: CONTROLLER,
		credentials: vec![(Capacity::Payer, NPI.into())],
		valid_until: END,
		sites: vec![SITE],
		members: vec![GenesisMember {
			account: MEMBER,
			capacities: vec![Capacity::Payer],
			site: Some(SITE),
		}],
	}
}

fn issuers() -> Vec<(Capacity, AccountId)> {
	vec![(Capacity::Payer, ISSUER), (Capacity::Payer, OTHER_ISSUER)]
}

fn refused(organisations: Vec<GenesisOrganisation<AccountId>>) -> &'static str {
	sp_io::TestExternalities::default()
		.execute_with(|| Participants::build_genesis(&issuers(), &organisations))
		.unwrap_err()
}

#[test]
fn genesis_should_number_from_one_and_accredit() {
	ExtBuilder::default().with_genesis(issuers(), vec![organisation()]).build_and_execute(|| {
		assert_eq!(Participants::controller(1), Some(CONTROLLER));
		assert_eq!(Participants::organisation_of(&CONTROLLER), Some(1));
		assert_eq!(Participants::organisation_at(Gln::try_from(SITE).unwrap()), Some(1));
		let acting = Acting { organisation: 1, capacity: Capacity::Payer };
		assert_ok!(Participants::ensure_acting(&MEMBER, &acting, Gln::try_from(SITE).ok()));
		let shown = Participants::credentials_of(&org());
		assert_eq!(shown[0].issuer, ISSUER);
		assert_eq!(NextId::<Test>::get(), 2);
	});
}

#[test]
fn genesis_that_a_call_would_refuse_should_be_refused() {
	let with = |change: fn(&mut GenesisOrganisation<AccountId>)| {
		let mut organisation = organisation();
		change(&mut organisation);
		refused(vec![organisation])
	};
	assert!(refused(vec![organisation(), organisation()]).contains("two organisations"));
	assert!(with(|o| o.credentials[0].0 = Capacity::Sponsor).contains("nobody issues"));
	assert!(with(|o| o.credentials[0].1 = GenesisIdentifier::Npi(1)).contains("identifier"));
	assert!(with(|o| o.credentials.push(o.credentials[0])).contains("twice"));
	assert!(with(|o| o.valid_until = 0).contains("never in force"));
	assert!(with(|o| o.sites = vec![SITE + 1]).contains("no GLN"));
	assert!(with(|o| o.sites = vec![SITE, SITE]).contains("two organisations"));
	assert!(with(|o| o.credentials.clear()).contains("without a credential"));
	assert!(with(|o| o.members[0].site = Some(1)).contains("no GLN"));
	assert!(with(|o| o.members[0].site = Some(SITE_2)).contains("not the organisation's"));
	assert!(with(|o| o.members[0].capacities.clear()).contains("no capacity"));
	assert!(with(|o| o.members[0].account = CONTROLLER).contains("controller"));
	assert!(with(|o| o.members.push(o.members[0].clone())).contains("twice"));
}

#[test]
fn identifiers_should_be_written_and_read() {
	use salus_primitives::BusinessIdentifier::*;
	for identifier in [Gln(1), Npi(2), Duns(3), Dea([4; 9]), Commitment([5; 32])] {
		assert_eq!(
			salus_primitives::BusinessIdentifier::from(GenesisIdentifier::from(identifier)),
			identifier
		);
	}
}
