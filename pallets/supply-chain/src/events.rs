//! What is told: actor, subject, reason, correlation id, under 150 bytes.

use frame_support::pallet_macros::*;

/// The events of the pallet.
#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A product was registered by its maker.
		ProductRegistered {
			/// The GTIN.
			gtin: u64,
			/// The maker.
			maker: OrganisationId,
		},
		/// Packs or cases got their identity.
		Commissioned {
			/// The event.
			event: EventHash,
			/// The maker.
			organisation: OrganisationId,
			/// The GTIN.
			gtin: u64,
			/// The lot.
			lot: LotNumber,
			/// How many.
			items: u32,
		},
		/// Logistic units were opened.
		ContainersCommissioned {
			/// The event.
			event: EventHash,
			/// Whose.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// Items were packed into a container.
		Packed {
			/// The event.
			event: EventHash,
			/// Who packed.
			organisation: OrganisationId,
			/// The container.
			parent: Epc,
			/// How many.
			items: u32,
		},
		/// Items were taken out of a container.
		Unpacked {
			/// The event.
			event: EventHash,
			/// Who unpacked.
			organisation: OrganisationId,
			/// The container.
			parent: Epc,
			/// How many.
			items: u32,
		},
		/// Items were sent.
		Shipped {
			/// The event.
			event: EventHash,
			/// The shipment.
			shipment: ShipmentKey,
			/// The consignee, if named.
			to: Option<OrganisationId>,
			/// How many.
			items: u32,
		},
		/// Items were received.
		Received {
			/// The event.
			event: EventHash,
			/// Who received.
			organisation: OrganisationId,
			/// How many.
			items: u32,
			/// Of how many the sale was held back, because they are recalled or contested: they
			/// changed hands and not owner.
			owner_kept: u32,
		},
		/// A shipment has no item outstanding any more.
		ShipmentClosed {
			/// The shipment.
			shipment: ShipmentKey,
			/// How many items of it were received.
			received: u32,
		},
		/// Items were called back before receipt.
		ShipmentVoided {
			/// The event.
			event: EventHash,
			/// The shipper.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// A holder introduced packs whose maker did not commission them here.
		Introduced {
			/// The event.
			event: EventHash,
			/// The holder.
			organisation: OrganisationId,
			/// How many packs and containers.
			items: u32,
			/// The supplier's document.
			source: [u8; 32],
		},
		/// A maker confirmed introduced packs.
		IntroductionConfirmed {
			/// The maker.
			maker: OrganisationId,
			/// How many.
			items: u32,
		},
		/// A maker contested introduced packs.
		IntroductionContested {
			/// The maker.
			maker: OrganisationId,
			/// How many.
			items: u32,
		},
		/// Packs were supplied to the public, wholly or in part.
		Dispensed {
			/// The event.
			event: EventHash,
			/// The dispenser.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// Items lost their identity.
		Decommissioned {
			/// The event.
			event: EventHash,
			/// Who did it.
			organisation: OrganisationId,
			/// Why.
			reason: DecommissionReason,
			/// How many.
			items: u32,
		},
		/// Items were destroyed or disposed of.
		Destroyed {
			/// The event.
			event: EventHash,
			/// Who did it.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// Items got another disposition.
		DispositionChanged {
			/// The event.
			event: EventHash,
			/// Who did it.
			organisation: OrganisationId,
			/// The disposition.
			disposition: Disposition,
			/// How many.
			items: u32,
		},
		/// Items were seen.
		Observed {
			/// The event.
			event: EventHash,
			/// By whom.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// Items were made from others.
		Transformed {
			/// The event.
			event: EventHash,
			/// Who did it.
			organisation: OrganisationId,
			/// How many were consumed.
			inputs: u32,
			/// How many were made.
			outputs: u32,
		},
		/// A recall was opened.
		RecallOpened {
			/// Its id.
			id: [u8; 16],
			/// Who recalls.
			organisation: OrganisationId,
			/// The GTIN.
			gtin: u64,
			/// Its class.
			class: RecallClass,
		},
		/// A recall got another class.
		RecallClassChanged {
			/// Its id.
			id: [u8; 16],
			/// Who changed it.
			organisation: OrganisationId,
			/// Its class now.
			class: RecallClass,
		},
		/// A recall was closed.
		RecallClosed {
			/// Its id.
			id: [u8; 16],
			/// Who closed it.
			organisation: OrganisationId,
		},
		/// The hash of an event about what the chain does not track was kept.
		Anchored {
			/// The event.
			event: EventHash,
			/// Who recorded it.
			organisation: OrganisationId,
			/// Its kind.
			kind: EventKind,
		},
		/// An event was declared to be in error.
		ErrorDeclared {
			/// The event.
			event: EventHash,
			/// The declaration.
			declaration: EventHash,
			/// Who declared it.
			organisation: OrganisationId,
		},
		/// Packs are expected from a supplier that is not on Salus.
		ReceiptExpected {
			/// The event.
			event: EventHash,
			/// The shipment, scoped by the receiver.
			shipment: ShipmentKey,
			/// How many.
			items: u32,
		},
		/// Governance allowed or refused that holders introduce packs of a product.
		IntroductionAllowed {
			/// The GTIN.
			gtin: u64,
			/// Whether it is allowed.
			allowed: bool,
		},
		/// Old rows were removed and their deposits given back.
		HistoryReaped {
			/// How many rows.
			rows: u32,
		},
		/// A lot was committed by its roots.
		LotCommissioned {
			/// The event.
			event: EventHash,
			/// The maker.
			organisation: OrganisationId,
			/// The GTIN.
			gtin: u64,
			/// The lot.
			lot: LotNumber,
			/// How many packs.
			items: u32,
		},
		/// A range was cut in two.
		RangeSplit {
			/// Who did it.
			organisation: OrganisationId,
			/// The GTIN.
			gtin: u64,
			/// The lot.
			lot: LotNumber,
			/// The first leaf of the second part.
			at: u32,
		},
		/// Two ranges became one.
		RangesMerged {
			/// Who did it.
			organisation: OrganisationId,
			/// The GTIN.
			gtin: u64,
			/// The lot.
			lot: LotNumber,
			/// The first leaf of what was the second.
			at: u32,
		},
		/// Packs were shown to be recalled by their serials.
		RecalledUnitsFlagged {
			/// The GTIN.
			gtin: u64,
			/// How many.
			items: u32,
		},
		/// One serial was shown at two leaves: both packs are in quarantine.
		DuplicateSerialReported {
			/// The GTIN.
			gtin: u64,
			/// The serial.
			serial: Serial,
			/// The maker, who has to answer for it.
			maker: OrganisationId,
		},
		/// A container of a committed lot was shown by proof.
		LotContainerOpened {
			/// The event.
			event: EventHash,
			/// Who scanned it.
			organisation: OrganisationId,
			/// The container.
			parent: Epc,
			/// How many packs are in it.
			items: u32,
		},
		/// Suspect items were put in quarantine.
		Quarantined {
			/// The event.
			event: EventHash,
			/// The case.
			case: CaseKey,
			/// Why.
			reason: SuspectReason,
			/// How many.
			items: u32,
		},
		/// It was decided what suspect items are.
		QuarantineDecided {
			/// The event.
			event: EventHash,
			/// The case.
			case: CaseKey,
			/// Who decided.
			organisation: OrganisationId,
			/// What.
			verdict: Verdict,
			/// Of how many.
			items: u32,
		},
		/// Illegitimate product was notified, or the end of an incident.
		IllegitimateNotified {
			/// The notice.
			notice: CaseKey,
			/// Its kind.
			kind: NoticeKind,
			/// To how many.
			recipients: u32,
		},
		/// Who was notified of illegitimate product said what it has of it.
		NoticeAnswered {
			/// The initial notice.
			notice: CaseKey,
			/// Who.
			organisation: OrganisationId,
			/// The case in which it has it; none: it has nothing.
			case: Option<[u8; 16]>,
		},
		/// A pack failed its verification.
		VerificationFailed {
			/// The event.
			event: EventHash,
			/// The alert, and the case.
			alert: CaseKey,
			/// How; none: the pack has ended already.
			failure: Option<VerificationFailure>,
			/// Whether the pack is held by it.
			held: bool,
		},
		/// A maker answered for a pack that failed its verification.
		AlertAnswered {
			/// The alert.
			alert: CaseKey,
			/// The maker.
			maker: OrganisationId,
			/// Whether it says that the pack is its own.
			genuine: bool,
		},
		/// The decommissioning of items was reversed.
		Reactivated {
			/// The event.
			event: EventHash,
			/// Who did it.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// Packs that came back were verified, and may be sold again.
		ReturnsVerified {
			/// The event.
			event: EventHash,
			/// Who did it.
			organisation: OrganisationId,
			/// How many.
			items: u32,
		},
		/// It was said how thoroughly a recall is checked.
		RecallPlanned {
			/// Its id.
			id: [u8; 16],
			/// Who said it.
			organisation: OrganisationId,
			/// The level of effectiveness checks.
			level: EffectivenessLevel,
			/// How many consignees of a hundred.
			percent: u8,
		},
		/// Consignees of a recall were named.
		ConsigneesNamed {
			/// Its id.
			id: [u8; 16],
			/// How many.
			consignees: u32,
		},
		/// A consignee knows of a recall.
		RecallAcknowledged {
			/// Its id.
			id: [u8; 16],
			/// The consignee.
			consignee: OrganisationId,
		},
		/// A consignee said what became of recalled packs.
		RecallReconciled {
			/// Its id.
			id: [u8; 16],
			/// The consignee.
			consignee: OrganisationId,
			/// How many nobody finds.
			unaccounted: u32,
		},
		/// A shipment that changes the owner is no transaction.
		ExemptShipped {
			/// The shipment.
			shipment: ShipmentKey,
			/// Why.
			reason: ExemptReason,
		},
		/// Somebody has to trace an item.
		TraceRequested {
			/// The request.
			request: CaseKey,
			/// Who.
			respondent: OrganisationId,
			/// By when.
			due: Moment,
		},
		/// A request to trace was answered.
		TraceAnswered {
			/// The request.
			request: CaseKey,
			/// By whom.
			respondent: OrganisationId,
		},
		/// Goods and data do not agree.
		ExceptionOpened {
			/// The event.
			event: EventHash,
			/// The case.
			case: CaseKey,
			/// What does not.
			kind: ExceptionKind,
			/// How many items are held by it.
			items: u32,
		},
		/// An exception was resolved for items.
		ExceptionResolved {
			/// The event.
			event: EventHash,
			/// The case.
			case: CaseKey,
			/// How.
			resolution: Resolution,
			/// For how many.
			items: u32,
		},
		/// A maker limited gaps and mean kinetic temperature of a product's storage.
		StorageLimitsSet {
			/// The GTIN.
			gtin: u64,
			/// The maker.
			maker: OrganisationId,
		},
		/// It was put on record how items were kept.
		ConditionsRecorded {
			/// The event.
			event: EventHash,
			/// How many.
			items: u32,
			/// How many of them left their conditions and are held.
			held: u32,
			/// The case by which.
			case: Option<CaseKey>,
		},
		/// It was decided what becomes of items that left their conditions.
		ExcursionDecided {
			/// The event.
			event: EventHash,
			/// The case.
			case: CaseKey,
			/// Whose Responsible Person decided.
			organisation: OrganisationId,
			/// What.
			decision: QualityDecision,
			/// Of how many.
			items: u32,
		},
		/// Single packs of a committed lot have rows of their own from now on.
		UnitsSeparated {
			/// The event.
			event: EventHash,
			/// Who holds them.
			organisation: OrganisationId,
			/// The GTIN.
			gtin: u64,
			/// How many.
			items: u32,
		},
		/// A pack that was shown by proof went on, and a row that a holder introduced under its serial
		/// is contested.
		IntroductionOutdone {
			/// The GTIN.
			gtin: u64,
			/// The serial.
			serial: Serial,
			/// Its maker, who has to find out.
			maker: OrganisationId,
			/// Who introduced it, and has to as well.
			introducer: OrganisationId,
		},
		/// The maker answered why one serial stands for two packs. Both stay held.
		DuplicateSerialAnswered {
			/// The GTIN.
			gtin: u64,
			/// The serial.
			serial: Serial,
			/// Its maker.
			maker: OrganisationId,
			/// A commitment to what it found.
			findings: [u8; 32],
		},
	}
}
