//! Packs whose maker is not on Salus: a holder introduces them, the maker may answer later.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::{ConstU32, Get},
	BoundedVec,
};
use salus_primitives::{
	supply::{
		Disposition, Epc, EventFacts, EventHash, HopKind, IntroducedContainer, IntroducedPack,
		LotNumber, Provenance,
	},
	Acting, ObligationKey, ObligationKind, Obligations, OrganisationId,
};
use sp_runtime::SaturatedConversion;

use super::{
	commissioning::new_item,
	disposition::Step,
	ledger::{ensure_gtin, ensure_lot, ensure_serial, Ledger, Outcome},
	lineage::{add, Lineage},
};
use crate::{
	Act, CommittedLots, Config, Contents, ContentsOf, Error, Event, EventHashes, Introduction,
	Item, Items, Link, Pallet, Parent, Products, Reviews, SerialRecalls, Stop, Trade, WeightInfo,
	MAKING, MAX_DEPTH, MAX_INTRODUCED_CONTAINERS, MAX_LOTS, TRADING,
};

/// The obligation of a maker to answer an introduction.
fn review_duty(event: EventHash, maker: OrganisationId) -> ObligationKey {
	ObligationKey { kind: ObligationKind::ReviewIntroduction, subject: event, responsible: maker }
}

/// An introduced item is answered: one less for its maker to look at.
pub fn settle_review<T: Config>(ledger: &mut Ledger<T>, item: &mut Item) -> DispatchResult {
	let Some(Introduction { number, awaited: true }) = item.introduced else { return Ok(()) };
	item.introduced = Some(Introduction { number, awaited: false });
	ledger.touch_review(number)?;
	let maker = ledger.acting.organisation;
	match Reviews::<T>::get(number, maker) {
		0 => (),
		1 => {
			Reviews::<T>::remove(number, maker);
			if let Some(event) = EventHashes::<T>::get(number) {
				T::Obligations::fulfil(&review_duty(event, maker));
			}
		}
		left => Reviews::<T>::insert(number, maker, left.saturating_sub(1)),
	}
	Ok(())
}

/// A container of an introduction, while it is put together.
struct Node {
	epc: Epc,
	parent: Option<usize>,
	/// Of a logistic unit; a case is among the packs.
	item: Option<Item>,
	generation: u32,
	seq: u32,
	depth: u32,
	contents: Contents,
}

impl<T: Config> Pallet<T> {
	/// The containers of an introduction, outermost first, each checked.
	fn introduced_nodes(
		ledger: &mut Ledger<T>,
		containers: &[IntroducedContainer],
		packs: &[IntroducedPack],
	) -> Result<Vec<Node>, sp_runtime::DispatchError> {
		// Of the cases: what they stand in, as their line among the packs says.
		let cases: BTreeSet<&Epc> = containers
			.iter()
			.map(|container| &container.epc)
			.filter(|epc| matches!(epc, Epc::Sgtin { .. }))
			.collect();
		let mut listed: BTreeMap<Epc, Option<u16>> = BTreeMap::new();
		if !cases.is_empty() {
			for pack in packs {
				let epc = Epc::Sgtin { gtin: pack.gtin, serial: pack.serial.clone() };
				if cases.contains(&epc) {
					listed.insert(epc, pack.parent);
				}
			}
		}
		let mut seen = BTreeSet::new();
		let mut nodes: Vec<Node> = Vec::with_capacity(containers.len());
		for (index, container) in containers.iter().enumerate() {
			ensure!(seen.insert(container.epc.clone()), Error::<T>::ListedTwice);
			let (item, parent) = match &container.epc {
				Epc::Sscc(sscc) => {
					let (_, mut item) = Self::open_container(ledger, *sscc)?;
					item.provenance = Provenance::Holder;
					item.introduced = Some(Introduction { number: ledger.number, awaited: false });
					item.container = true;
					(Some(item), container.parent)
				}
				Epc::Sgtin { .. } => {
					let parent =
						listed.get(&container.epc).ok_or(Error::<T>::ContainerNotListed)?;
					(None, *parent)
				}
			};
			let parent = parent.map(usize::from);
			let depth = match parent {
				None => 1,
				Some(parent) => {
					// Outermost first, so that there is no cycle.
					ensure!(parent < containers.len(), Error::<T>::ContainerNotListed);
					ensure!(parent < index, Error::<T>::PackingCycle);
					nodes.get(parent).map_or(0, |node| node.depth).saturating_add(1)
				}
			};
			nodes.push(Node {
				epc: container.epc.clone(),
				parent,
				generation: item.as_ref().map_or(0, |item| item.generation),
				seq: item.as_ref().map_or(0, |item| item.next_hop),
				item,
				depth,
				contents: Contents::default(),
			});
		}
		Ok(nodes)
	}

	/// Count an item with its content into the node that it stands in. Answers the node and those
	/// around it.
	fn into_node(
		nodes: &mut [Node],
		parent: usize,
		own: &Contents,
		item: &mut Item,
	) -> Result<Link, Error<T>> {
		let node = nodes.get_mut(parent).ok_or(Error::<T>::ContainerNotListed)?;
		ensure!(node.depth.saturating_add(own.height.into()) <= MAX_DEPTH, Error::<T>::TooDeep);
		node.contents.children = node.contents.children.saturating_add(1);
		node.contents.height = node.contents.height.max(own.height.saturating_add(1));
		add::<T>(&mut node.contents, own)?;
		let mut stops = BoundedVec::new();
		let mut next = Some(parent);
		while let Some(node) = next.and_then(|at| nodes.get(at)) {
			let parent = Parent { epc: node.epc.clone(), generation: node.generation };
			item.parent.get_or_insert(parent.clone());
			// The hop of this event is the same for all.
			let stop = Stop { parent, seq: node.seq.saturating_add(1) };
			stops.try_push(stop).map_err(|_| Error::<T>::TooDeep)?;
			next = node.parent;
		}
		Ok(Link::Into(stops))
	}

	pub(crate) fn do_introduce(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		source: [u8; 32],
		containers: BoundedVec<IntroducedContainer, ConstU32<MAX_INTRODUCED_CONTAINERS>>,
		packs: BoundedVec<IntroducedPack, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let (around, inside) = (crate::len(&containers), crate::len(&packs));
		ensure!(around.saturating_add(inside) <= T::MaxItems::get(), Error::<T>::TooManyItems);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Introducing), packs.len())?;
		let hash = ledger.event.hash;
		let organisation = acting.organisation;
		let mut nodes = Self::introduced_nodes(&mut ledger, &containers, &packs)?;
		let index: BTreeMap<Epc, usize> =
			nodes.iter().enumerate().map(|(i, node)| (node.epc.clone(), i)).collect();
		// Cases wait until what they contain is counted.
		let mut cases: BTreeMap<usize, Item> = BTreeMap::new();
		let mut makers: BTreeMap<u64, Option<OrganisationId>> = BTreeMap::new();
		let mut reviews: BTreeMap<OrganisationId, u32> = BTreeMap::new();
		let mut lots: BTreeSet<(u64, LotNumber)> = BTreeSet::new();
		for pack in packs {
			let IntroducedPack { gtin, serial, lot, expiry, parent } = pack;
			let maker = match makers.get(&gtin) {
				Some(maker) => *maker,
				None => {
					ensure_gtin::<T>(gtin)?;
					let product = Products::<T>::get(gtin);
					ensure!(!product.introduction_refused, Error::<T>::IntroductionNotAllowed);
					let maker = product.registration.map(|row| row.maker);
					makers.insert(gtin, maker);
					maker
				}
			};
			ensure_serial::<T>(&serial)?;
			ensure_lot::<T>(&lot)?;
			if lots.insert((gtin, lot.clone())) {
				ensure!(!CommittedLots::<T>::contains_key(gtin, &lot), Error::<T>::LotIsCommitted);
			}
			let recalls = SerialRecalls::<T>::get(gtin, &serial).recalls.len();
			let epc = Epc::Sgtin { gtin, serial };
			ensure!(!Items::<T>::contains_key(&epc), Error::<T>::AlreadyCommissioned);
			let trade = Some(Trade { lot, expiry });
			let mut item =
				new_item(trade, organisation, Provenance::Holder, Disposition::InProgress);
			item.introduced =
				Some(Introduction { number: ledger.number, awaited: maker.is_some() });
			item.serial_recalls = recalls.saturated_into();
			ledger.rows = ledger.rows.saturating_add(1);
			if let Some(maker) = maker {
				let count = reviews.entry(maker).or_default();
				*count = count.saturating_add(1);
			}
			if let Some(node) = index.get(&epc) {
				item.container = true;
				ensure!(cases.insert(*node, item).is_none(), Error::<T>::ListedTwice);
				continue;
			}
			let link = match parent {
				None => Link::None,
				Some(parent) => {
					let own = ledger.lineage.contribution(&epc, &item)?;
					Self::into_node(&mut nodes, parent.into(), &own, &mut item)?
				}
			};
			ledger.save(&epc, item, HopKind::Introduced, link);
		}
		// Innermost first: each container is complete before it is counted into the next.
		for at in (0..nodes.len()).rev() {
			let Some(node) = nodes.get_mut(at) else { continue };
			let (epc, parent) = (node.epc.clone(), node.parent);
			let mut item = match node.item.take() {
				Some(item) => item,
				None => cases.remove(&at).ok_or(Error::<T>::ContainerNotListed)?,
			};
			let contents = core::mem::take(&mut node.contents);
			if contents.children > 0 {
				ContentsOf::<T>::insert(&epc, contents);
				if matches!(epc, Epc::Sscc(_)) {
					item.disposition = Disposition::ContainerClosed;
				}
			}
			let link = match parent {
				None => Link::None,
				Some(parent) => {
					// Reads back what was just written: contents and all.
					let own = Lineage::<T>::new(0, MAX_LOTS).contribution(&epc, &item)?;
					Self::into_node(&mut nodes, parent, &own, &mut item)?
				}
			};
			ledger.save(&epc, item, HopKind::Introduced, link);
		}
		for (maker, count) in reviews {
			ledger.touch_group()?;
			Reviews::<T>::insert(ledger.number, maker, count);
			let due = ledger.now.saturating_add(T::ReviewPeriod::get());
			T::Obligations::open(review_duty(hash, maker), due)?;
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Introduced),
			Outcome {
				disposition: Some(Disposition::InProgress),
				reference: Some(source),
				..Default::default()
			},
		)?;
		Self::deposit_event(Event::Introduced {
			event: hash,
			organisation,
			items: around.saturating_add(inside),
			source,
		});
		Ok(weights.post::<T>(Self::introducing(around, inside)))
	}

	pub(crate) fn do_review(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
		genuine: bool,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &MAKING, Some(Step::Reviewing), items.len())?;
		let maker = acting.organisation;
		let mut makers: BTreeMap<u64, Option<OrganisationId>> = BTreeMap::new();
		let kind = if genuine { HopKind::Confirmed } else { HopKind::Contested };
		for epc in items {
			let Epc::Sgtin { gtin, serial } = &epc else {
				return Err(Error::<T>::NotATradeItem.into());
			};
			let own = *makers.entry(*gtin).or_insert_with(|| Self::maker(*gtin));
			ensure!(own == Some(maker), Error::<T>::NotMaker);
			// A maker may answer about what was supplied or destroyed meanwhile: it is a statement
			// about the pack's origin, not a movement, so the order of events does not bind it.
			let mut item = ledger.lineage.load(&epc)?;
			ensure!(item.introduced.is_some(), Error::<T>::NotIntroduced);
			ensure!(item.provenance != Provenance::Manufacturer, Error::<T>::NotIntroduced);
			// Its own root says that it is another: no word afterwards makes two of one.
			ensure!(!genuine || !Self::is_outdone(*gtin, serial), Error::<T>::SerialOutdone);
			let before = item.clone();
			settle_review::<T>(&mut ledger, &mut item)?;
			item.provenance =
				if genuine { Provenance::HolderConfirmed } else { Provenance::HolderContested };
			// Contested packs are put in quarantine where they are. They stay there if they are
			// confirmed after all, until somebody looks at them.
			if !genuine && super::disposition::is_sellable(item.disposition) {
				item.disposition = Disposition::NonSellableOther;
			}
			let standing = ledger.lineage.standing(&item)?;
			ledger.reweigh(&epc, &before, &item, &standing)?;
			Self::settle_outdone(&epc, &item, Some(maker));
			ledger.save(&epc, item, kind, Link::None);
		}
		let weights = ledger.finish(Act::Step(kind), Outcome::default())?;
		let base = if genuine {
			Self::deposit_event(Event::IntroductionConfirmed { maker, items: count });
			T::WeightInfo::confirm_introduction(count)
		} else {
			Self::deposit_event(Event::IntroductionContested { maker, items: count });
			T::WeightInfo::contest_introduction(count)
		};
		Ok(weights.post::<T>(base))
	}

	pub(crate) fn do_set_introduction_allowed(gtin: u64, allowed: bool) -> DispatchResult {
		ensure_gtin::<T>(gtin)?;
		Products::<T>::mutate(gtin, |product| product.introduction_refused = !allowed);
		Self::deposit_event(Event::IntroductionAllowed { gtin, allowed });
		Ok(())
	}
}
