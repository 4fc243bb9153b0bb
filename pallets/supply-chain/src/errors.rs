//! Why a call is refused: one error a reason, each saying how to avoid it.

use frame_support::pallet_macros::*;

/// The errors of the pallet.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// The call is not for this capacity: act in one that the call's documentation names.
		CapacityNotAllowed,
		/// The GTIN has a wrong length, check digit or indicator: read it again from the label.
		InvalidGtin,
		/// The SSCC has a wrong length or check digit: read it again from the label.
		InvalidSscc,
		/// The serial is not 1 to 20 characters of GS1 set 82.
		InvalidSerial,
		/// The lot is not 1 to 20 characters of GS1 set 82.
		InvalidLot,
		/// The read point or business location is not a GLN: give 13 digits with their check digit,
		/// or none.
		InvalidGln,
		/// The call lists nothing: list at least one item.
		EmptyList,
		/// The call lists more items than an event may have: split the event.
		TooManyItems,
		/// An event with this hash was recorded before: nothing has to be sent again.
		DuplicateEvent,
		/// The event lies too far ahead of the chain's clock: set the clock of the sender right.
		EventInFuture,
		/// The event lies too far back: events have to be sent within the backdating allowed.
		EventTooOld,
		/// The event lies before the last event of one of its objects: send events in their order.
		EventBeforeLast,
		/// The business step of the event does not belong to this call: use the call for the step.
		BizStepMismatch,
		/// The disposition cannot be reached by this step from the one the item has (EP-3).
		DispositionNotAllowed,
		/// The product is registered already: its registration cannot be changed.
		ProductExists,
		/// The product is not registered: its maker registers it first.
		ProductUnknown,
		/// Another organisation is the maker of the product: only the maker may do this.
		NotMaker,
		/// What the case contains is not registered by the same maker: register the inner product
		/// first.
		ContainedProductUnknown,
		/// A case contains at least one of something else than itself.
		ContentsInvalid,
		/// The storage profile is turned round: min <= max <= excursion_max.
		StorageProfileInvalid,
		/// The item has its identity already: a serial is commissioned once for ever (SC-1).
		AlreadyCommissioned,
		/// The lot was commissioned with another expiry: all of a lot expire together.
		LotExpiryMismatch,
		/// A holder introduced the pack with another lot or expiry: contest the introduction first.
		IntroducedDiffers,
		/// No such item on the chain: it has to be commissioned or introduced first (EP-2).
		UnknownItem,
		/// Another organisation holds the item: only the holder may do this.
		NotHolder,
		/// Another organisation owns the item: only the owner, or a logistics provider to whom it
		/// entrusted the goods, may sell it.
		NotOwner,
		/// The item is between two parties: it has to be received or voided first (SC-4).
		InTransit,
		/// The item is in no shipment.
		NotInTransit,
		/// The pack was supplied to the public: that happens once for ever.
		AlreadyDispensed,
		/// Part of the pack was supplied: only the rest can be, with disposition `dispensed` or
		/// `partially_dispensed`, by the same holder.
		PartlyDispensed,
		/// The item was decommissioned and cannot appear again (EP-2).
		Decommissioned,
		/// The item was destroyed.
		Destroyed,
		/// The item is held, damaged, returned or otherwise not sellable: it has to be inspected
		/// first.
		Held,
		/// The item was reported stolen or lost.
		Stolen,
		/// The maker contested the pack: it can only be returned, decommissioned or destroyed.
		Contested,
		/// An open recall covers the item: it can only be returned, decommissioned or destroyed.
		Recalled,
		/// The item is past its expiry: it can only be returned, decommissioned or destroyed.
		Expired,
		/// Something inside is recalled: unpack it, and take out what is recalled.
		ContainsRecalled,
		/// Something inside is held: unpack it, and take out what is held.
		ContainsHeld,
		/// Something inside is past its expiry: unpack it, and take out what is expired.
		ContainsExpired,
		/// The item is inside a container: name the container, or unpack the item first.
		Packed,
		/// The item is inside a container already: unpack it first (EP-2).
		AlreadyPacked,
		/// The item is not inside this container.
		NotInParent,
		/// There is nothing inside the container.
		ContainerEmpty,
		/// There is something inside: unpack it first.
		NotEmpty,
		/// The item cannot contain others: only an SSCC, or a case whose product is registered with
		/// its contents, or an introduced case can.
		NotAContainer,
		/// The case is registered for another product, or the lots differ: a homogeneous case holds
		/// one product of one lot.
		ContentsMismatch,
		/// The case holds as many as it is registered for.
		CaseFull,
		/// The items have different owners: pack, sell and merge those of each owner by themselves.
		MixedOwners,
		/// A container cannot be inside itself.
		PackingCycle,
		/// Containers are nested too deep: at most five around a pack.
		TooDeep,
		/// Too many lots together: a container holds at most 64, and a call goes through at most
		/// 2,048. Use more containers, or split the event.
		TooManyLots,
		/// The call touches too many containers at once: split the event.
		TooManyContainers,
		/// The container is in use by another organisation, or not empty.
		ContainerInUse,
		/// A container of the document is named that is not in its list, or is listed twice.
		ContainerNotListed,
		/// The shipper has used this shipment id before: choose another.
		ShipmentExists,
		/// No such shipment.
		UnknownShipment,
		/// A sale needs all seven facts of the transaction statement (SC-2).
		StatementIncomplete,
		/// The consignee is not an authorised trading partner now (SC-3).
		ConsigneeNotAccredited,
		/// The sender is not an authorised trading partner any more (SC-3).
		SenderNotAccredited,
		/// The shipment is for another organisation.
		NotConsignee,
		/// A sale to oneself is none: use a custody shipment, or void it.
		OwnShipment,
		/// A logistics provider holds goods and cannot buy them: receive as another capacity, or
		/// have them shipped for custody.
		LogisticsCannotOwn,
		/// The call touches too many shipments or introductions at once: split the event.
		TooManyGroups,
		/// Only the shipper can void a shipment.
		NotShipper,
		/// Part of the shipment was received: it cannot be voided any more. Have it returned.
		ShipmentPartlyReceived,
		/// Governance switched introduction off for this product.
		IntroductionNotAllowed,
		/// The item was not introduced: its maker commissioned it.
		NotIntroduced,
		/// A logistic unit where only a pack or a case with a GTIN can stand.
		NotATradeItem,
		/// What is made would expire after what it is made from (SC-11).
		ExpiryAfterInputs,
		/// The recall id is taken: choose another.
		RecallExists,
		/// No such recall.
		UnknownRecall,
		/// The recall is closed.
		RecallIsClosed,
		/// Only who opened the recall or a regulator may do this.
		NotRecaller,
		/// Only a regulator may lower the class of a recall.
		DowngradeNeedsRegulator,
		/// The recall has this class already.
		ClassUnchanged,
		/// Too many open recalls for this product, lot or serial: close one first. The last eight of 32
		/// are for authorities.
		TooManyRecalls,
		/// A serial is listed twice.
		ListedTwice,
		/// The due date has passed.
		DueInPast,
		/// No event with this hash is on the chain.
		UnknownEvent,
		/// Another organisation recorded the event: only it can declare an error.
		NotRecorder,
		/// There is nothing of this kind to reap, or something else still needs it.
		NothingToReap,
		/// The retention is not over (SC-9).
		RetentionNotOver,
		/// The organisation's controller account cannot pay the deposit: give it more balance.
		DepositNotPayable,
		/// The lot is committed by its root: show its packs by proof, their serials are not listed.
		LotIsCommitted,
		/// Serials of the lot were commissioned one by one: a lot is committed or listed, not both.
		LotIsListed,
		/// The lot has its root already: it is committed once for ever.
		LotAlreadyCommitted,
		/// A root commits 1 to 16,777,216 leaves, and there are no more containers than packs.
		CommitmentInvalid,
		/// The lot is not committed by a root: name its packs by their EPC.
		LotNotCommitted,
		/// No live range has all these leaves: name leaves of one range, and each range by itself.
		UnknownRange,
		/// The range is on its way: it is received, voided or lost as it was sent, and not in parts.
		SplitInTransit,
		/// The range is held: it is released, returned or ended as a whole, and not in parts.
		SplitWhileHeld,
		/// Too many leaves would have to be counted: cut at most 4,096 at a time off an end of a
		/// range of which something was supplied or held.
		SplitTooLarge,
		/// The leaf at which to cut is the first of a range already, or beyond its end.
		NothingToSplit,
		/// No range begins where this one ends: only neighbours are merged.
		NotNeighbours,
		/// The ranges differ in holder, condition or place: only equal ones are merged.
		RangesDiffer,
		/// The proof names another expiry than the lot has.
		ProofExpiryMismatch,
		/// The proof names a leaf that the lot does not have.
		ProofIndexOutOfRange,
		/// The proof has more or fewer hashes than the tree is deep: take it from the maker again.
		ProofLengthWrong,
		/// The proof does not lead to the root: product, serial, lot, expiry and leaf have to be those
		/// that were committed.
		ProofMismatch,
		/// The pack has a row of its own on the chain: name it by its EPC.
		SerialHasRow,
		/// The serial stands for two packs: each can only be returned or decommissioned.
		SerialDuplicated,
		/// The proofs show one pack, or two serials, or nobody has shown that the serial stands for two
		/// packs: a duplicate is one serial at two leaves, or at a leaf and in a row (SC-1).
		NotDuplicate,
		/// No open recall lists the serial.
		NotRecalled,
		/// The lot was committed without its packing: pack what is listed, or ship its ranges.
		PackingNotCommitted,
		/// The item is in a case, or inside something that is: the case has to be decided first.
		InQuarantine,
		/// Something inside is in a case: unpack the others by name, or have it decided.
		ContainsQuarantined,
		/// The item is in this case already.
		AlreadyInCase,
		/// The item is in as many cases as it can be: have one decided. The last of four is for an
		/// authority.
		TooManyCases,
		/// Who opened it has used this id before: choose another.
		CaseExists,
		/// No such case.
		UnknownCase,
		/// The case is about something else: use the call for what it is about.
		CaseOfOtherKind,
		/// The item is not in this case, or was decided there.
		NotInCase,
		/// The case is for somebody else to decide: who opened it, a regulator, the product's
		/// maker; once it is overdue also the owner. Ask one of them (SC-7).
		NotInvestigator,
		/// The items are of several products: open a case for each.
		MixedProducts,
		/// Its maker has not answered for the pack: wait for the answer or its deadline.
		AlertUnanswered,
		/// Its maker says that the pack is not its own: only a regulator can clear it.
		NotGenuine,
		/// It was answered already.
		AlreadyAnswered,
		/// The pack verifies by this label: there is no failure to put on record. Take the label again
		/// as it is read, or open a case with `quarantine` (SC-6).
		VerificationSucceeds,
		/// What came back is sold again only once its identifier was verified: use
		/// `verify_returns` (SC-6).
		ReturnNotVerified,
		/// The item did not come back, or was verified since.
		NotReturned,
		/// The label says another lot or expiry than the chain: put the failure on record with
		/// `report_failed_verification` (SC-6).
		LabelMismatch,
		/// Nothing was found to be illegitimate in the case: decide it first.
		NothingIllegitimate,
		/// There is a notice with this id: choose another.
		NoticeExists,
		/// No such notice.
		UnknownNotice,
		/// The notice does not fit the one that it follows: same product, and not terminated; an
		/// initial one follows none.
		NoticeUnrelated,
		/// A termination needs the commitment to the consultation with the authority (SC-8).
		ConsultationMissing,
		/// A recipient is the sender itself or no authorised trading partner now; of a
		/// termination, was not notified or was told already.
		RecipientInvalid,
		/// The organisation was not notified, or not asked: act for the one that was (SC-8, SC-10).
		NotRecipient,
		/// The item is neither decommissioned nor supplied: there is nothing to reverse.
		NotDecommissioned,
		/// Another organisation, or the same in another capacity, decommissioned the item (FMD-3).
		OtherAuthorisation,
		/// The item was decommissioned at other premises, or the event does not say where: give
		/// the GLN of the first event (FMD-3).
		OtherPremises,
		/// The ten days in which a decommissioning can be reversed are over (FMD-3).
		ReversalTooLate,
		/// The pack was supplied to the public, or is not said to be unsupplied (FMD-3).
		SuppliedToPublic,
		/// The pack was decommissioned as intended for destruction, damaged or expired (FMD-3).
		IntendedForDestruction,
		/// The pack was used up for others: they exist in its place.
		UsedUp,
		/// The share of consignees is not one of the level's: A 100, B 10 to 100, C 10, D 2, E 0.
		PercentNotOfLevel,
		/// The quantities do not add up: count again, until shipped = returned + destroyed + dispensed +
		/// unaccounted (RC-2).
		QuantitiesDoNotAddUp,
		/// Whoever recalls says that it sent another number: agree on it first.
		ShippedDiffers,
		/// The organisation is no consignee of the recall, or is the one that recalls.
		NotAConsignee,
		/// The consignee acknowledges the recall first, and then says what became of it (RC-2).
		NotAcknowledged,
		/// Not enough consignees have quantities that add up: see the recall's level (RC-2).
		NotEffective,
		/// The level of a recall may be raised, not lowered, but by a regulator; nor can a firm be
		/// content with less than 10 consignees of a hundred in class I, and 2 in class II.
		LevelLowered,
		/// There is a request with this id: choose another.
		RequestExists,
		/// No such request.
		UnknownRequest,
		/// Only a regulator, or who holds or owns the item, may ask for its trace.
		NoTraceRight,
		/// The respondent is no authorised trading partner now.
		RespondentNotAccredited,
		/// An exception about product that is not there lists no items, and any other lists at least
		/// one: list them, or name the kind that fits (SC-12).
		ItemsDoNotFitException,
		/// Its case says that the item goes back to whom it came from: ship it there.
		ReturnsElsewhere,
		/// To keep the product, or to cancel for items, give the commitment to the corrected data
		/// (SC-12).
		CorrectionMissing,
		/// The limits are turned round, or the gap is nothing.
		StorageLimitsInvalid,
		/// The summary contradicts itself: min <= mean kinetic <= max, times in order, minutes and
		/// gaps within them.
		SummaryImplausible,
		/// The summary begins before the end of the last one: readings are counted once.
		SummaryOverlaps,
		/// The product has no storage profile: its maker registers it with one.
		NoStorageProfile,
		/// Storage profile and case differ: nothing here was kept outside of its conditions.
		NotConcerned,
		/// The chain knows consignees that the recall does not name: name each of them first (RC-2).
		ConsigneesMissing,
		/// More was sent to a consignee than is named: take the number that the chain has (RC-2).
		LessThanSupplied,
		/// Show every live pack from the first to the last, of one lot, in the order of their leaves.
		UnitsMissing,
		/// The days, or the leaves, of the recall are turned round, none, or beyond a lot.
		ScopeInvalid,
		/// Items of more than 64 of the maker's lots: use a call for each part.
		TooManySupplies,
		/// The maker's root shows another pack with this serial: what was introduced under it stays
		/// contested, and can be decommissioned or destroyed.
		SerialOutdone,
	}
}
