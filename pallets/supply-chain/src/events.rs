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
	}
}
