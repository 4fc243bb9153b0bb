//! Where an item is: its containers, and who holds the outermost.
//!
//! Custody of something packed is that of its outermost container, so that moving a pallet writes
//! one row. A container that is emptied as a whole gets a new generation: the pointers of its
//! children are stale then, and the children are where [`Emptied`] says.

use alloc::{collections::BTreeMap, rc::Rc, vec::Vec};
use frame_support::ensure;
use salus_primitives::{
	supply::{Disposition, Epc, LotNumber, Provenance},
	Moment, OrganisationId,
};

use super::disposition::is_held;
use crate::{
	Config, Contents, ContentsOf, Emptied, EmptiedContainers, Error, Item, Items, LotContent,
	Parent, Stop, Transit, MAX_DEPTH,
};

/// A container with all that is around it.
pub struct Place {
	/// Owner of the outermost container.
	pub owner: OrganisationId,
	/// Who holds it.
	pub holder: OrganisationId,
	/// The shipment that it is in.
	pub transit: Option<Transit>,
	/// The last event of any of them.
	pub last: Moment,
	/// The disposition of the innermost that is held.
	pub held: Option<Disposition>,
	/// One of them is in a case.
	pub quarantined: bool,
	/// One of them came back and was not verified.
	pub returned: bool,
	/// One of them was stolen once: so was everything inside.
	pub tainted: bool,
	/// The containers, innermost first.
	pub path: Vec<Epc>,
	/// The same as an item that goes in now refers to them.
	pub stops: Vec<Stop>,
}

impl Place {
	/// What comes out is held as this. Of what was stolen once `stolen`: each is inspected by itself,
	/// and never sold (FMD-3).
	pub fn held_out(&self) -> Option<Disposition> {
		if self.tainted {
			Some(Disposition::Stolen)
		} else {
			self.held
		}
	}
}

/// Where an item is, by itself or through its containers.
pub struct Standing {
	/// Its owner.
	pub owner: OrganisationId,
	/// Who holds it.
	pub holder: OrganisationId,
	/// The shipment that it is in.
	pub transit: Option<Transit>,
	/// The last event of it or of what it is in.
	pub last: Moment,
	/// The containers around it.
	pub place: Option<Rc<Place>>,
}

impl Standing {
	/// The disposition of the innermost container around it that is held.
	pub fn held_around(&self) -> Option<Disposition> {
		self.place.as_ref().and_then(|place| place.held)
	}
}

impl Standing {
	/// Whether a container around it was stolen once.
	pub fn tainted_around(&self) -> bool {
		self.place.as_ref().is_some_and(|place| place.tainted)
	}

	/// Whether a container around it is in a case.
	pub fn quarantined_around(&self) -> bool {
		self.place.as_ref().is_some_and(|place| place.quarantined)
	}
}

/// Whether an item may not be sold, whatever is inside it.
pub fn holds(item: &Item) -> bool {
	is_held(item.disposition)
		|| item.cases > 0
		|| item.disposition == Disposition::PartiallyDispensed
		|| item.provenance == Provenance::HolderContested
}

/// Reads items with their containers, each container once.
pub struct Lineage<T: Config> {
	/// As in storage.
	raw: BTreeMap<Epc, Item>,
	places: BTreeMap<Epc, Rc<Place>>,
	emptied: BTreeMap<(Epc, u32), Emptied>,
	contents: BTreeMap<Epc, Contents>,
	/// Containers looked at, and how many may be.
	pub seen: u32,
	limit: u32,
	/// Lots of summaries gone through, and how many may be.
	pub visited: u32,
	visits: u32,
	phantom: core::marker::PhantomData<T>,
}

impl<T: Config> Lineage<T> {
	/// With a limit on the containers to look at, and one on the lots of their summaries.
	pub fn new(limit: u32, visits: u32) -> Self {
		Self {
			raw: BTreeMap::new(),
			places: BTreeMap::new(),
			emptied: BTreeMap::new(),
			contents: BTreeMap::new(),
			seen: 0,
			limit,
			visited: 0,
			visits,
			phantom: Default::default(),
		}
	}

	fn raw(&mut self, epc: &Epc) -> Result<&Item, Error<T>> {
		if !self.raw.contains_key(epc) {
			ensure!(self.seen < self.limit, Error::<T>::TooManyContainers);
			self.seen = self.seen.saturating_add(1);
			let item = Items::<T>::get(epc).ok_or(Error::<T>::UnknownItem)?;
			self.raw.insert(epc.clone(), item);
		}
		self.raw.get(epc).ok_or(Error::<T>::UnknownItem)
	}

	/// Make the item say where it is: drop a pointer to a container that was emptied since.
	pub fn settle(&mut self, item: &mut Item) -> Result<(), Error<T>> {
		let Some(parent) = &item.parent else { return Ok(()) };
		if self.raw(&parent.epc)?.generation == parent.generation {
			return Ok(());
		}
		let key = (parent.epc.clone(), parent.generation);
		if !self.emptied.contains_key(&key) {
			let row = EmptiedContainers::<T>::get(&key.0, key.1).ok_or(Error::<T>::NotInParent)?;
			self.emptied.insert(key.clone(), row);
		}
		if let Some(row) = self.emptied.get(&key) {
			item.owner = row.owner;
			item.holder = row.holder;
			item.last = item.last.max(row.time);
			item.returned |= row.returned;
			if let Some(held) = row.held {
				item.tainted |= held == Disposition::Stolen;
				if !is_held(item.disposition) {
					item.disposition = held;
				}
			}
			item.parent = None;
		}
		Ok(())
	}

	/// An item as it is now.
	pub fn load(&mut self, epc: &Epc) -> Result<Item, Error<T>> {
		let mut item = Items::<T>::get(epc).ok_or(Error::<T>::UnknownItem)?;
		self.settle(&mut item)?;
		Ok(item)
	}

	/// A container that exists, with what is around it.
	pub fn place(&mut self, epc: &Epc) -> Result<Rc<Place>, Error<T>> {
		if let Some(place) = self.places.get(epc) {
			return Ok(place.clone());
		}
		let mut path = Vec::new();
		let mut stops = Vec::new();
		let mut held = None;
		let (mut quarantined, mut returned, mut tainted) = (false, false, false);
		let mut last = 0;
		let mut next = epc.clone();
		let place = loop {
			// `pack` keeps every item within this many containers.
			ensure!(path.len() < MAX_DEPTH as usize, Error::<T>::TooDeep);
			let mut item = self.raw(&next)?.clone();
			self.settle(&mut item)?;
			stops.push(Stop { parent: Self::pointer(&next, &item), seq: item.next_hop });
			path.push(next);
			last = item.last.max(last);
			if held.is_none() && is_held(item.disposition) {
				held = Some(item.disposition);
			}
			quarantined |= item.cases > 0;
			returned |= item.returned;
			tainted |= item.tainted;
			match item.parent {
				Some(parent) => next = parent.epc,
				None => {
					break Rc::new(Place {
						owner: item.owner,
						holder: item.holder,
						transit: item.transit,
						last,
						held,
						quarantined,
						returned,
						tainted,
						path,
						stops,
					})
				}
			}
		};
		self.places.insert(epc.clone(), place.clone());
		Ok(place)
	}

	/// Where a settled item is.
	pub fn standing(&mut self, item: &Item) -> Result<Standing, Error<T>> {
		let Some(parent) = &item.parent else {
			return Ok(Standing {
				owner: item.owner,
				holder: item.holder,
				transit: item.transit.clone(),
				last: item.last,
				place: None,
			});
		};
		let place = self.place(&parent.epc)?;
		Ok(Standing {
			owner: place.owner,
			holder: place.holder,
			transit: place.transit.clone(),
			last: place.last.max(item.last),
			place: Some(place),
		})
	}

	/// The containers of a place, as they were read.
	pub fn around<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = (&'a Epc, &'a Item)> {
		place.path.iter().filter_map(|epc| self.raw.get(epc).map(|item| (epc, item)))
	}

	/// What is inside an item; nothing was read before of what this call did not change.
	pub fn inside(&self, epc: &Epc, item: &Item) -> Contents {
		if !item.container {
			return Contents::default();
		}
		match self.contents.get(epc) {
			Some(contents) => contents.clone(),
			None => ContentsOf::<T>::get(epc),
		}
	}

	/// Count lots of a summary that are gone through.
	pub fn visit(&mut self, contents: &Contents) -> Result<(), Error<T>> {
		let lots = u32::try_from(contents.lots.len()).unwrap_or(u32::MAX);
		self.visited = self.visited.saturating_add(lots);
		ensure!(self.visited <= self.visits, Error::<T>::TooManyLots);
		Ok(())
	}

	/// What an item adds to the summaries of the containers around it: itself and its content.
	pub fn contribution(&mut self, epc: &Epc, item: &Item) -> Result<Contents, Error<T>> {
		let mut sum = self.inside(epc, item);
		self.visit(&sum)?;
		sum.children = 1;
		sum.held = sum.held.saturating_add(u32::from(holds(item)));
		sum.recalled = sum.recalled.saturating_add(u32::from(item.serial_recalls > 0));
		sum.quarantined = sum.quarantined.saturating_add(u32::from(item.cases > 0));
		if let (Epc::Sgtin { gtin, .. }, Some(trade)) = (epc, &item.trade) {
			let own = LotContent { units: 1, expiry: trade.expiry, leaves: None };
			add_lot(&mut sum, (*gtin, trade.lot.clone()), &own)?;
		}
		Ok(sum)
	}

	/// Add something to the summaries of containers, innermost first.
	pub fn add(&mut self, path: &[Epc], sum: &Contents) -> Result<(), Error<T>> {
		for (level, epc) in path.iter().enumerate() {
			let contents = self.contents_mut(epc);
			if level == 0 {
				contents.children = contents.children.saturating_add(sum.children);
			}
			let above = u8::try_from(level).map_err(|_| Error::<T>::TooDeep)?;
			contents.height =
				contents.height.max(sum.height.saturating_add(1).saturating_add(above));
			add(contents, sum)?;
		}
		Ok(())
	}

	/// Raise the counts of held and recalled items of containers.
	pub fn add_flags(&mut self, path: &[Epc], sum: &Contents) {
		for epc in path {
			let contents = self.contents_mut(epc);
			contents.held = contents.held.saturating_add(sum.held);
			contents.recalled = contents.recalled.saturating_add(sum.recalled);
			contents.quarantined = contents.quarantined.saturating_add(sum.quarantined);
		}
	}

	/// Take something out of the summaries of containers, innermost first.
	pub fn subtract(&mut self, path: &[Epc], sum: &Contents) {
		for (level, epc) in path.iter().enumerate() {
			let contents = self.contents_mut(epc);
			if level == 0 {
				contents.children = contents.children.saturating_sub(sum.children);
			}
			contents.held = contents.held.saturating_sub(sum.held);
			contents.recalled = contents.recalled.saturating_sub(sum.recalled);
			contents.quarantined = contents.quarantined.saturating_sub(sum.quarantined);
			for (key, lot) in &sum.lots {
				let left = contents
					.lots
					.get(key)
					.map_or(0, |content| content.units.saturating_sub(lot.units));
				if left == 0 {
					contents.lots.remove(key);
				} else if let Some(content) = contents.lots.get_mut(key) {
					content.units = left;
				}
			}
			if contents.children == 0 {
				*contents = Contents::default();
			}
		}
	}

	fn contents_mut(&mut self, epc: &Epc) -> &mut Contents {
		self.contents.entry(epc.clone()).or_insert_with(|| ContentsOf::<T>::get(epc))
	}

	/// Nothing is left in a container.
	pub fn clear(&mut self, epc: &Epc) {
		self.contents.insert(epc.clone(), Contents::default());
	}

	/// A container that is about to be written.
	pub fn know(&mut self, epc: &Epc, item: &Item) {
		self.raw.insert(epc.clone(), item.clone());
	}

	/// An item was written: forget what was read of it.
	pub fn written(&mut self, epc: &Epc, item: &Item) {
		if let Some(raw) = self.raw.get_mut(epc) {
			*raw = item.clone();
			self.places.clear();
		}
	}

	/// Write the summaries that changed.
	pub fn commit(self) {
		for (epc, contents) in self.contents {
			if contents == Contents::default() {
				ContentsOf::<T>::remove(epc);
			} else {
				ContentsOf::<T>::insert(epc, contents);
			}
		}
	}

	/// The pointer to a container as it is now.
	pub fn pointer(epc: &Epc, container: &Item) -> Parent {
		Parent { epc: epc.clone(), generation: container.generation }
	}
}

/// Sum two summaries, but for children and height.
pub fn add<T: Config>(to: &mut Contents, sum: &Contents) -> Result<(), Error<T>> {
	to.held = to.held.saturating_add(sum.held);
	to.recalled = to.recalled.saturating_add(sum.recalled);
	to.quarantined = to.quarantined.saturating_add(sum.quarantined);
	for (key, lot) in &sum.lots {
		add_lot(to, key.clone(), lot)?;
	}
	Ok(())
}

fn add_lot<T: Config>(
	to: &mut Contents,
	key: (u64, LotNumber),
	own: &LotContent,
) -> Result<(), Error<T>> {
	match to.lots.get_mut(&key) {
		Some(content) => {
			content.units = content.units.saturating_add(own.units);
			content.expiry = content.expiry.min(own.expiry);
			content.leaves = match (content.leaves, own.leaves) {
				(Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
				_ => None,
			};
		}
		None => {
			to.lots.try_insert(key, own.clone()).map_err(|_| Error::<T>::TooManyLots)?;
		}
	}
	Ok(())
}
