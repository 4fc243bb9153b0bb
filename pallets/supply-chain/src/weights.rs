//! Weights for `pallet_supply_chain`, measured on the whole runtime by `./scripts/weights`: do not edit.
//!
//! DATE: 2026-11-25, STEPS: 20, REPEAT: 5, WORST CASE MAP SIZE: 1000000
//! CPU: Intel(R) Xeon(R) Processor, WASM-EXECUTION: Compiled, frame-benchmarking-cli 64.0.0

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{constants::ParityDbWeight, Weight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_supply_chain`.
pub trait WeightInfo {
	fn register_product() -> Weight;
	fn commission(n: u32, ) -> Weight;
	fn commission_containers(n: u32, ) -> Weight;
	fn pack(n: u32, ) -> Weight;
	fn unpack(n: u32, ) -> Weight;
	fn unpack_whole() -> Weight;
	fn ship(n: u32, ) -> Weight;
	fn receive(n: u32, ) -> Weight;
	fn void_shipment(n: u32, ) -> Weight;
	fn introduce(n: u32, ) -> Weight;
	fn introduce_containers(c: u32, ) -> Weight;
	fn confirm_introduction(n: u32, ) -> Weight;
	fn contest_introduction(n: u32, ) -> Weight;
	fn dispense(n: u32, ) -> Weight;
	fn decommission(n: u32, ) -> Weight;
	fn destroy(n: u32, ) -> Weight;
	fn change_disposition(n: u32, ) -> Weight;
	fn observe(n: u32, ) -> Weight;
	fn transform(n: u32, ) -> Weight;
	fn transform_outputs(n: u32, ) -> Weight;
	fn change_recall_class() -> Weight;
	fn close_recall(n: u32, ) -> Weight;
	fn anchor() -> Weight;
	fn declare_error() -> Weight;
	fn expect_receipt(n: u32, ) -> Weight;
	fn set_introduction_allowed() -> Weight;
	fn reap_history(n: u32, ) -> Weight;
	fn quarantine(n: u32, ) -> Weight;
	fn decide_quarantine(n: u32, ) -> Weight;
	fn notify_illegitimate(n: u32, ) -> Weight;
	fn answer_notice() -> Weight;
	fn report_failed_verification() -> Weight;
	fn answer_alert() -> Weight;
	fn reactivate(n: u32, ) -> Weight;
	fn verify_returns(n: u32, ) -> Weight;
	fn plan_recall() -> Weight;
	fn name_consignees(n: u32, ) -> Weight;
	fn acknowledge_recall() -> Weight;
	fn reconcile_recall() -> Weight;
	fn ship_exempt(n: u32, ) -> Weight;
	fn request_trace() -> Weight;
	fn answer_trace() -> Weight;
	fn open_exception(n: u32, ) -> Weight;
	fn resolve_exception(n: u32, ) -> Weight;
	fn set_storage_limits() -> Weight;
	fn record_conditions(n: u32, ) -> Weight;
	fn decide_excursion(n: u32, ) -> Weight;
	fn check_lots(l: u32, ) -> Weight;
	fn roll_up(c: u32, ) -> Weight;
	fn count_supplies(n: u32, ) -> Weight;
	fn touch_groups(g: u32, ) -> Weight;
	fn outdo(n: u32, ) -> Weight;
	fn write_marks(n: u32, ) -> Weight;
	fn commission_lot() -> Weight;
	fn ship_ranges(n: u32, ) -> Weight;
	fn receive_ranges(n: u32, ) -> Weight;
	fn void_ranges(n: u32, ) -> Weight;
	fn change_range_disposition(n: u32, ) -> Weight;
	fn decommission_ranges(n: u32, ) -> Weight;
	fn destroy_ranges(n: u32, ) -> Weight;
	fn split_range() -> Weight;
	fn merge_ranges() -> Weight;
	fn dispense_units(n: u32, ) -> Weight;
	fn decommission_units(n: u32, ) -> Weight;
	fn change_unit_disposition(n: u32, ) -> Weight;
	fn flag_recalled_units(n: u32, ) -> Weight;
	fn report_duplicate_serial() -> Weight;
	fn report_serial_conflict() -> Weight;
	fn answer_duplicate_serial() -> Weight;
	fn pack_ranges(n: u32, ) -> Weight;
	fn separate_units(n: u32, ) -> Weight;
	fn reactivate_units(n: u32, ) -> Weight;
	fn verify_returned_units(n: u32, ) -> Weight;
	fn open_lot_container() -> Weight;
	fn open_recall(n: u32, ) -> Weight;
	fn open_recall_whole() -> Weight;
}

/// Weights for `pallet_supply_chain` with the weights of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register_product() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2107`
		//  Estimated: `0`
		// Minimum execution time: 92_893_000 picoseconds.
		Weight::from_parts(107_600_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn commission(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2110`
		//  Estimated: `0`
		// Minimum execution time: 130_918_000 picoseconds.
		Weight::from_parts(133_917_000, 0)
			// Standard Error: 152_029
			.saturating_add(Weight::from_parts(13_463_491, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn commission_containers(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2418 + n * (61 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 109_605_000 picoseconds.
		Weight::from_parts(111_625_000, 0)
			// Standard Error: 206_766
			.saturating_add(Weight::from_parts(15_198_266, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn pack(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `5129 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 141_561_000 picoseconds.
		Weight::from_parts(145_606_000, 0)
			// Standard Error: 203_476
			.saturating_add(Weight::from_parts(21_525_391, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn unpack(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `8206 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 141_957_000 picoseconds.
		Weight::from_parts(149_561_000, 0)
			// Standard Error: 342_912
			.saturating_add(Weight::from_parts(19_222_707, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn unpack_whole() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `5036`
		//  Estimated: `0`
		// Minimum execution time: 136_694_000 picoseconds.
		Weight::from_parts(159_574_000, 0)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn ship(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3503 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 176_324_000 picoseconds.
		Weight::from_parts(177_211_000, 0)
			// Standard Error: 561_676
			.saturating_add(Weight::from_parts(23_823_866, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn receive(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3653 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 155_764_000 picoseconds.
		Weight::from_parts(168_129_000, 0)
			// Standard Error: 220_946
			.saturating_add(Weight::from_parts(18_440_984, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(17_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn void_shipment(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2561 + n * (140 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 130_521_000 picoseconds.
		Weight::from_parts(140_845_000, 0)
			// Standard Error: 293_344
			.saturating_add(Weight::from_parts(18_191_383, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 3584]`.
	fn introduce(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1932`
		//  Estimated: `0`
		// Minimum execution time: 125_078_000 picoseconds.
		Weight::from_parts(103_251_489, 0)
			// Standard Error: 119_562
			.saturating_add(Weight::from_parts(15_229_380, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `c` is `[1, 512]`.
	fn introduce_containers(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1932`
		//  Estimated: `0`
		// Minimum execution time: 130_981_000 picoseconds.
		Weight::from_parts(137_271_000, 0)
			// Standard Error: 49_831
			.saturating_add(Weight::from_parts(26_642_227, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(c.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn confirm_introduction(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2716 + n * (128 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 140_776_000 picoseconds.
		Weight::from_parts(141_586_000, 0)
			// Standard Error: 130_253
			.saturating_add(Weight::from_parts(18_860_971, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn contest_introduction(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2716 + n * (128 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 138_655_000 picoseconds.
		Weight::from_parts(143_224_000, 0)
			// Standard Error: 96_263
			.saturating_add(Weight::from_parts(18_164_864, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn dispense(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2516 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 119_283_000 picoseconds.
		Weight::from_parts(122_181_000, 0)
			// Standard Error: 115_519
			.saturating_add(Weight::from_parts(15_651_210, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn decommission(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2364 + n * (119 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 110_721_000 picoseconds.
		Weight::from_parts(112_254_000, 0)
			// Standard Error: 194_763
			.saturating_add(Weight::from_parts(15_203_113, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn destroy(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2521 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 135_405_000 picoseconds.
		Weight::from_parts(138_227_000, 0)
			// Standard Error: 136_094
			.saturating_add(Weight::from_parts(17_170_272, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn change_disposition(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2561 + n * (140 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 150_357_000 picoseconds.
		Weight::from_parts(152_168_000, 0)
			// Standard Error: 120_382
			.saturating_add(Weight::from_parts(12_949_808, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn observe(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2364 + n * (119 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 107_410_000 picoseconds.
		Weight::from_parts(108_708_000, 0)
			// Standard Error: 135_224
			.saturating_add(Weight::from_parts(12_854_639, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn transform(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2569 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 142_004_000 picoseconds.
		Weight::from_parts(155_203_000, 0)
			// Standard Error: 66_229
			.saturating_add(Weight::from_parts(14_568_704, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(19_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn transform_outputs(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2313`
		//  Estimated: `0`
		// Minimum execution time: 142_640_000 picoseconds.
		Weight::from_parts(154_623_000, 0)
			// Standard Error: 40_534
			.saturating_add(Weight::from_parts(12_525_135, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_recall_class() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2100`
		//  Estimated: `0`
		// Minimum execution time: 50_514_000 picoseconds.
		Weight::from_parts(60_364_000, 0)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// The range of component `n` is `[0, 256]`.
	fn close_recall(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2764 + n * (922 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 90_008_000 picoseconds.
		Weight::from_parts(92_249_000, 0)
			// Standard Error: 560_386
			.saturating_add(Weight::from_parts(89_273_331, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn anchor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1971`
		//  Estimated: `0`
		// Minimum execution time: 93_376_000 picoseconds.
		Weight::from_parts(110_918_000, 0)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn declare_error() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2253`
		//  Estimated: `0`
		// Minimum execution time: 95_999_000 picoseconds.
		Weight::from_parts(115_487_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn expect_receipt(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2406 + n * (128 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 156_363_000 picoseconds.
		Weight::from_parts(157_885_000, 0)
			// Standard Error: 108_071
			.saturating_add(Weight::from_parts(13_356_517, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn set_introduction_allowed() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `42`
		//  Estimated: `0`
		// Minimum execution time: 8_571_000 picoseconds.
		Weight::from_parts(10_177_000, 0)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The range of component `n` is `[1, 100]`.
	fn reap_history(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `492 + n * (246 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 98_184_000 picoseconds.
		Weight::from_parts(41_361_655, 0)
			// Standard Error: 117_478
			.saturating_add(Weight::from_parts(80_100_084, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn quarantine(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2370 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 152_245_000 picoseconds.
		Weight::from_parts(169_250_000, 0)
			// Standard Error: 91_886
			.saturating_add(Weight::from_parts(16_089_515, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn decide_quarantine(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2972 + n * (166 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 181_945_000 picoseconds.
		Weight::from_parts(182_394_000, 0)
			// Standard Error: 107_830
			.saturating_add(Weight::from_parts(20_690_065, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[0, 64]`.
	fn notify_illegitimate(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2451 + n * (461 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 113_414_000 picoseconds.
		Weight::from_parts(136_431_821, 0)
			// Standard Error: 113_481
			.saturating_add(Weight::from_parts(31_480_150, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn answer_notice() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2405`
		//  Estimated: `0`
		// Minimum execution time: 64_868_000 picoseconds.
		Weight::from_parts(79_592_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn report_failed_verification() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2174`
		//  Estimated: `0`
		// Minimum execution time: 148_515_000 picoseconds.
		Weight::from_parts(177_303_000, 0)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn answer_alert() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2211`
		//  Estimated: `0`
		// Minimum execution time: 55_087_000 picoseconds.
		Weight::from_parts(65_377_000, 0)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn reactivate(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3409 + n * (376 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 141_653_000 picoseconds.
		Weight::from_parts(147_019_000, 0)
			// Standard Error: 326_790
			.saturating_add(Weight::from_parts(34_936_913, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn verify_returns(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2412 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 133_820_000 picoseconds.
		Weight::from_parts(137_595_000, 0)
			// Standard Error: 107_986
			.saturating_add(Weight::from_parts(14_753_753, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn plan_recall() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2147`
		//  Estimated: `0`
		// Minimum execution time: 95_720_000 picoseconds.
		Weight::from_parts(113_941_000, 0)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// The range of component `n` is `[1, 64]`.
	fn name_consignees(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2192`
		//  Estimated: `0`
		// Minimum execution time: 145_940_000 picoseconds.
		Weight::from_parts(128_682_229, 0)
			// Standard Error: 37_966
			.saturating_add(Weight::from_parts(33_872_021, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn acknowledge_recall() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2078`
		//  Estimated: `0`
		// Minimum execution time: 118_438_000 picoseconds.
		Weight::from_parts(141_240_000, 0)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn reconcile_recall() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2206`
		//  Estimated: `0`
		// Minimum execution time: 63_326_000 picoseconds.
		Weight::from_parts(79_153_000, 0)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn ship_exempt(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3503 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 168_652_000 picoseconds.
		Weight::from_parts(177_861_000, 0)
			// Standard Error: 281_028
			.saturating_add(Weight::from_parts(22_910_744, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn request_trace() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3109`
		//  Estimated: `0`
		// Minimum execution time: 157_577_000 picoseconds.
		Weight::from_parts(187_532_000, 0)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn answer_trace() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2013`
		//  Estimated: `0`
		// Minimum execution time: 49_706_000 picoseconds.
		Weight::from_parts(61_600_000, 0)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The range of component `n` is `[0, 2048]`.
	fn open_exception(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2903 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 193_994_000 picoseconds.
		Weight::from_parts(199_824_000, 0)
			// Standard Error: 62_544
			.saturating_add(Weight::from_parts(17_162_703, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(14_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn resolve_exception(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3039 + n * (166 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 160_928_000 picoseconds.
		Weight::from_parts(169_404_000, 0)
			// Standard Error: 231_122
			.saturating_add(Weight::from_parts(21_571_101, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn set_storage_limits() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2118`
		//  Estimated: `0`
		// Minimum execution time: 91_611_000 picoseconds.
		Weight::from_parts(116_054_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn record_conditions(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2492 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 171_019_000 picoseconds.
		Weight::from_parts(171_799_000, 0)
			// Standard Error: 160_399
			.saturating_add(Weight::from_parts(25_584_497, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn decide_excursion(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2987 + n * (166 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 152_268_000 picoseconds.
		Weight::from_parts(152_714_000, 0)
			// Standard Error: 178_381
			.saturating_add(Weight::from_parts(20_302_772, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// The range of component `l` is `[0, 2048]`.
	fn check_lots(l: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2242 + l * (158 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 206_000 picoseconds.
		Weight::from_parts(222_000, 0)
			// Standard Error: 86_491
			.saturating_add(Weight::from_parts(14_449_384, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(l.into())))
	}
	/// The range of component `c` is `[0, 256]`.
	fn roll_up(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3030 + c * (123 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 202_000 picoseconds.
		Weight::from_parts(318_000, 0)
			// Standard Error: 78_796
			.saturating_add(Weight::from_parts(31_099_704, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(c.into())))
	}
	/// The range of component `n` is `[0, 64]`.
	fn count_supplies(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `909 + n * (43 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 519_000 picoseconds.
		Weight::from_parts(34_944_876, 0)
			// Standard Error: 82_183
			.saturating_add(Weight::from_parts(89_063_246, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	/// The range of component `g` is `[0, 64]`.
	fn touch_groups(g: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2591 + g * (214 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 47_361_000 picoseconds.
		Weight::from_parts(124_923_445, 0)
			// Standard Error: 46_890
			.saturating_add(Weight::from_parts(39_440_737, 0).saturating_mul(g.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(g.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(g.into())))
	}
	/// The range of component `n` is `[0, 64]`.
	fn outdo(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `316 + n * (299 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 383_000 picoseconds.
		Weight::from_parts(22_338_477, 0)
			// Standard Error: 77_210
			.saturating_add(Weight::from_parts(52_171_876, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((6_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[0, 1023]`.
	fn write_marks(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `273 + n * (25 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 9_841_000 picoseconds.
		Weight::from_parts(11_472_923, 0)
			// Standard Error: 32
			.saturating_add(Weight::from_parts(31_526, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn commission_lot() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2110`
		//  Estimated: `0`
		// Minimum execution time: 157_006_000 picoseconds.
		Weight::from_parts(184_874_000, 0)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// The range of component `n` is `[1, 127]`.
	fn ship_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28411 + n * (434 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 414_928_000 picoseconds.
		Weight::from_parts(14_800_301, 0)
			// Standard Error: 1_023_247
			.saturating_add(Weight::from_parts(264_266_119, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 127]`.
	fn receive_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2807 + n * (200 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 167_514_000 picoseconds.
		Weight::from_parts(166_347_864, 0)
			// Standard Error: 41_194
			.saturating_add(Weight::from_parts(33_629_391, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 127]`.
	fn void_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2296 + n * (200 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 159_553_000 picoseconds.
		Weight::from_parts(149_990_742, 0)
			// Standard Error: 46_671
			.saturating_add(Weight::from_parts(30_749_272, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 127]`.
	fn change_range_disposition(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27832 + n * (434 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 402_244_000 picoseconds.
		Weight::from_parts(102_635_826, 0)
			// Standard Error: 1_322_486
			.saturating_add(Weight::from_parts(264_419_692, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 127]`.
	fn decommission_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27832 + n * (434 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 368_578_000 picoseconds.
		Weight::from_parts(388_619_000, 0)
			// Standard Error: 931_194
			.saturating_add(Weight::from_parts(269_530_656, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 127]`.
	fn destroy_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27867 + n * (524 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 409_344_000 picoseconds.
		Weight::from_parts(103_746_193, 0)
			// Standard Error: 1_104_836
			.saturating_add(Weight::from_parts(291_356_681, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn split_range() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28203`
		//  Estimated: `0`
		// Minimum execution time: 219_140_000 picoseconds.
		Weight::from_parts(262_889_000, 0)
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn merge_ranges() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2284`
		//  Estimated: `0`
		// Minimum execution time: 131_025_000 picoseconds.
		Weight::from_parts(153_674_000, 0)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// The range of component `n` is `[1, 64]`.
	fn dispense_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2234 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 112_000_000 picoseconds.
		Weight::from_parts(82_174_072, 0)
			// Standard Error: 58_905
			.saturating_add(Weight::from_parts(52_430_482, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn decommission_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2130 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 108_907_000 picoseconds.
		Weight::from_parts(80_336_139, 0)
			// Standard Error: 63_079
			.saturating_add(Weight::from_parts(49_231_504, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn change_unit_disposition(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2130 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 104_264_000 picoseconds.
		Weight::from_parts(80_085_654, 0)
			// Standard Error: 74_277
			.saturating_add(Weight::from_parts(47_790_427, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn flag_recalled_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28860 + n * (1101 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 245_594_000 picoseconds.
		Weight::from_parts(259_080_000, 0)
			// Standard Error: 682_164
			.saturating_add(Weight::from_parts(231_459_443, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads((15_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn report_duplicate_serial() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `31001`
		//  Estimated: `0`
		// Minimum execution time: 435_546_000 picoseconds.
		Weight::from_parts(508_242_000, 0)
			.saturating_add(T::DbWeight::get().reads(32_u64))
			.saturating_add(T::DbWeight::get().writes(17_u64))
	}
	fn report_serial_conflict() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `32574`
		//  Estimated: `0`
		// Minimum execution time: 405_922_000 picoseconds.
		Weight::from_parts(475_457_000, 0)
			.saturating_add(T::DbWeight::get().reads(37_u64))
			.saturating_add(T::DbWeight::get().writes(17_u64))
	}
	fn answer_duplicate_serial() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27931`
		//  Estimated: `0`
		// Minimum execution time: 90_207_000 picoseconds.
		Weight::from_parts(111_988_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
	}
	/// The range of component `n` is `[1, 127]`.
	fn pack_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28044 + n * (217 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 392_618_000 picoseconds.
		Weight::from_parts(251_137_436, 0)
			// Standard Error: 562_208
			.saturating_add(Weight::from_parts(170_418_539, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn separate_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2231 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 169_155_000 picoseconds.
		Weight::from_parts(133_966_513, 0)
			// Standard Error: 120_839
			.saturating_add(Weight::from_parts(63_715_700, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn reactivate_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27809 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 198_389_000 picoseconds.
		Weight::from_parts(158_364_061, 0)
			// Standard Error: 183_366
			.saturating_add(Weight::from_parts(85_911_011, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn verify_returned_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `53832`
		//  Estimated: `0`
		// Minimum execution time: 372_808_000 picoseconds.
		Weight::from_parts(403_973_271, 0)
			// Standard Error: 87_137
			.saturating_add(Weight::from_parts(37_914_320, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn open_lot_container() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28254`
		//  Estimated: `0`
		// Minimum execution time: 350_583_000 picoseconds.
		Weight::from_parts(391_673_000, 0)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	/// The range of component `n` is `[1, 256]`.
	fn open_recall(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2540 + n * (837 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 205_615_000 picoseconds.
		Weight::from_parts(213_578_000, 0)
			// Standard Error: 384_312
			.saturating_add(Weight::from_parts(88_950_055, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn open_recall_whole() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2152`
		//  Estimated: `0`
		// Minimum execution time: 114_421_000 picoseconds.
		Weight::from_parts(131_803_000, 0)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn register_product() -> Weight {
		Weight::from_parts(107_600_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn commission(n: u32, ) -> Weight {
		Weight::from_parts(133_917_000, 0)
			.saturating_add(Weight::from_parts(13_463_491, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn commission_containers(n: u32, ) -> Weight {
		Weight::from_parts(111_625_000, 0)
			.saturating_add(Weight::from_parts(15_198_266, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn pack(n: u32, ) -> Weight {
		Weight::from_parts(145_606_000, 0)
			.saturating_add(Weight::from_parts(21_525_391, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn unpack(n: u32, ) -> Weight {
		Weight::from_parts(149_561_000, 0)
			.saturating_add(Weight::from_parts(19_222_707, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn unpack_whole() -> Weight {
		Weight::from_parts(159_574_000, 0)
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
	fn ship(n: u32, ) -> Weight {
		Weight::from_parts(177_211_000, 0)
			.saturating_add(Weight::from_parts(23_823_866, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn receive(n: u32, ) -> Weight {
		Weight::from_parts(168_129_000, 0)
			.saturating_add(Weight::from_parts(18_440_984, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(17_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn void_shipment(n: u32, ) -> Weight {
		Weight::from_parts(140_845_000, 0)
			.saturating_add(Weight::from_parts(18_191_383, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn introduce(n: u32, ) -> Weight {
		Weight::from_parts(103_251_489, 0)
			.saturating_add(Weight::from_parts(15_229_380, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn introduce_containers(c: u32, ) -> Weight {
		Weight::from_parts(137_271_000, 0)
			.saturating_add(Weight::from_parts(26_642_227, 0).saturating_mul(c.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(c.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(c.into())))
	}
	fn confirm_introduction(n: u32, ) -> Weight {
		Weight::from_parts(141_586_000, 0)
			.saturating_add(Weight::from_parts(18_860_971, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn contest_introduction(n: u32, ) -> Weight {
		Weight::from_parts(143_224_000, 0)
			.saturating_add(Weight::from_parts(18_164_864, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn dispense(n: u32, ) -> Weight {
		Weight::from_parts(122_181_000, 0)
			.saturating_add(Weight::from_parts(15_651_210, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn decommission(n: u32, ) -> Weight {
		Weight::from_parts(112_254_000, 0)
			.saturating_add(Weight::from_parts(15_203_113, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn destroy(n: u32, ) -> Weight {
		Weight::from_parts(138_227_000, 0)
			.saturating_add(Weight::from_parts(17_170_272, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_disposition(n: u32, ) -> Weight {
		Weight::from_parts(152_168_000, 0)
			.saturating_add(Weight::from_parts(12_949_808, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn observe(n: u32, ) -> Weight {
		Weight::from_parts(108_708_000, 0)
			.saturating_add(Weight::from_parts(12_854_639, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn transform(n: u32, ) -> Weight {
		Weight::from_parts(155_203_000, 0)
			.saturating_add(Weight::from_parts(14_568_704, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(19_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn transform_outputs(n: u32, ) -> Weight {
		Weight::from_parts(154_623_000, 0)
			.saturating_add(Weight::from_parts(12_525_135, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_recall_class() -> Weight {
		Weight::from_parts(60_364_000, 0)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn close_recall(n: u32, ) -> Weight {
		Weight::from_parts(92_249_000, 0)
			.saturating_add(Weight::from_parts(89_273_331, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn anchor() -> Weight {
		Weight::from_parts(110_918_000, 0)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn declare_error() -> Weight {
		Weight::from_parts(115_487_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn expect_receipt(n: u32, ) -> Weight {
		Weight::from_parts(157_885_000, 0)
			.saturating_add(Weight::from_parts(13_356_517, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn set_introduction_allowed() -> Weight {
		Weight::from_parts(10_177_000, 0)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn reap_history(n: u32, ) -> Weight {
		Weight::from_parts(41_361_655, 0)
			.saturating_add(Weight::from_parts(80_100_084, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn quarantine(n: u32, ) -> Weight {
		Weight::from_parts(169_250_000, 0)
			.saturating_add(Weight::from_parts(16_089_515, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn decide_quarantine(n: u32, ) -> Weight {
		Weight::from_parts(182_394_000, 0)
			.saturating_add(Weight::from_parts(20_690_065, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn notify_illegitimate(n: u32, ) -> Weight {
		Weight::from_parts(136_431_821, 0)
			.saturating_add(Weight::from_parts(31_480_150, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn answer_notice() -> Weight {
		Weight::from_parts(79_592_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn report_failed_verification() -> Weight {
		Weight::from_parts(177_303_000, 0)
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().writes(16_u64))
	}
	fn answer_alert() -> Weight {
		Weight::from_parts(65_377_000, 0)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn reactivate(n: u32, ) -> Weight {
		Weight::from_parts(147_019_000, 0)
			.saturating_add(Weight::from_parts(34_936_913, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn verify_returns(n: u32, ) -> Weight {
		Weight::from_parts(137_595_000, 0)
			.saturating_add(Weight::from_parts(14_753_753, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn plan_recall() -> Weight {
		Weight::from_parts(113_941_000, 0)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn name_consignees(n: u32, ) -> Weight {
		Weight::from_parts(128_682_229, 0)
			.saturating_add(Weight::from_parts(33_872_021, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn acknowledge_recall() -> Weight {
		Weight::from_parts(141_240_000, 0)
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
	}
	fn reconcile_recall() -> Weight {
		Weight::from_parts(79_153_000, 0)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn ship_exempt(n: u32, ) -> Weight {
		Weight::from_parts(177_861_000, 0)
			.saturating_add(Weight::from_parts(22_910_744, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn request_trace() -> Weight {
		Weight::from_parts(187_532_000, 0)
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn answer_trace() -> Weight {
		Weight::from_parts(61_600_000, 0)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn open_exception(n: u32, ) -> Weight {
		Weight::from_parts(199_824_000, 0)
			.saturating_add(Weight::from_parts(17_162_703, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(14_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn resolve_exception(n: u32, ) -> Weight {
		Weight::from_parts(169_404_000, 0)
			.saturating_add(Weight::from_parts(21_571_101, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn set_storage_limits() -> Weight {
		Weight::from_parts(116_054_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn record_conditions(n: u32, ) -> Weight {
		Weight::from_parts(171_799_000, 0)
			.saturating_add(Weight::from_parts(25_584_497, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn decide_excursion(n: u32, ) -> Weight {
		Weight::from_parts(152_714_000, 0)
			.saturating_add(Weight::from_parts(20_302_772, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn check_lots(l: u32, ) -> Weight {
		Weight::from_parts(222_000, 0)
			.saturating_add(Weight::from_parts(14_449_384, 0).saturating_mul(l.into()))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(l.into())))
	}
	fn roll_up(c: u32, ) -> Weight {
		Weight::from_parts(318_000, 0)
			.saturating_add(Weight::from_parts(31_099_704, 0).saturating_mul(c.into()))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(c.into())))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(c.into())))
	}
	fn count_supplies(n: u32, ) -> Weight {
		Weight::from_parts(34_944_876, 0)
			.saturating_add(Weight::from_parts(89_063_246, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn touch_groups(g: u32, ) -> Weight {
		Weight::from_parts(124_923_445, 0)
			.saturating_add(Weight::from_parts(39_440_737, 0).saturating_mul(g.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(g.into())))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(g.into())))
	}
	fn outdo(n: u32, ) -> Weight {
		Weight::from_parts(22_338_477, 0)
			.saturating_add(Weight::from_parts(52_171_876, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((6_u64).saturating_mul(n.into())))
	}
	fn write_marks(n: u32, ) -> Weight {
		Weight::from_parts(11_472_923, 0)
			.saturating_add(Weight::from_parts(31_526, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn commission_lot() -> Weight {
		Weight::from_parts(184_874_000, 0)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
	fn ship_ranges(n: u32, ) -> Weight {
		Weight::from_parts(14_800_301, 0)
			.saturating_add(Weight::from_parts(264_266_119, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn receive_ranges(n: u32, ) -> Weight {
		Weight::from_parts(166_347_864, 0)
			.saturating_add(Weight::from_parts(33_629_391, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn void_ranges(n: u32, ) -> Weight {
		Weight::from_parts(149_990_742, 0)
			.saturating_add(Weight::from_parts(30_749_272, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_range_disposition(n: u32, ) -> Weight {
		Weight::from_parts(102_635_826, 0)
			.saturating_add(Weight::from_parts(264_419_692, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn decommission_ranges(n: u32, ) -> Weight {
		Weight::from_parts(388_619_000, 0)
			.saturating_add(Weight::from_parts(269_530_656, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn destroy_ranges(n: u32, ) -> Weight {
		Weight::from_parts(103_746_193, 0)
			.saturating_add(Weight::from_parts(291_356_681, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn split_range() -> Weight {
		Weight::from_parts(262_889_000, 0)
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn merge_ranges() -> Weight {
		Weight::from_parts(153_674_000, 0)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn dispense_units(n: u32, ) -> Weight {
		Weight::from_parts(82_174_072, 0)
			.saturating_add(Weight::from_parts(52_430_482, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn decommission_units(n: u32, ) -> Weight {
		Weight::from_parts(80_336_139, 0)
			.saturating_add(Weight::from_parts(49_231_504, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_unit_disposition(n: u32, ) -> Weight {
		Weight::from_parts(80_085_654, 0)
			.saturating_add(Weight::from_parts(47_790_427, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn flag_recalled_units(n: u32, ) -> Weight {
		Weight::from_parts(259_080_000, 0)
			.saturating_add(Weight::from_parts(231_459_443, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().reads((15_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn report_duplicate_serial() -> Weight {
		Weight::from_parts(508_242_000, 0)
			.saturating_add(ParityDbWeight::get().reads(32_u64))
			.saturating_add(ParityDbWeight::get().writes(17_u64))
	}
	fn report_serial_conflict() -> Weight {
		Weight::from_parts(475_457_000, 0)
			.saturating_add(ParityDbWeight::get().reads(37_u64))
			.saturating_add(ParityDbWeight::get().writes(17_u64))
	}
	fn answer_duplicate_serial() -> Weight {
		Weight::from_parts(111_988_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
	}
	fn pack_ranges(n: u32, ) -> Weight {
		Weight::from_parts(251_137_436, 0)
			.saturating_add(Weight::from_parts(170_418_539, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(n.into())))
	}
	fn separate_units(n: u32, ) -> Weight {
		Weight::from_parts(133_966_513, 0)
			.saturating_add(Weight::from_parts(63_715_700, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn reactivate_units(n: u32, ) -> Weight {
		Weight::from_parts(158_364_061, 0)
			.saturating_add(Weight::from_parts(85_911_011, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn verify_returned_units(n: u32, ) -> Weight {
		Weight::from_parts(403_973_271, 0)
			.saturating_add(Weight::from_parts(37_914_320, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(12_u64))
	}
	fn open_lot_container() -> Weight {
		Weight::from_parts(391_673_000, 0)
			.saturating_add(ParityDbWeight::get().reads(20_u64))
			.saturating_add(ParityDbWeight::get().writes(15_u64))
	}
	fn open_recall(n: u32, ) -> Weight {
		Weight::from_parts(213_578_000, 0)
			.saturating_add(Weight::from_parts(88_950_055, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn open_recall_whole() -> Weight {
		Weight::from_parts(131_803_000, 0)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
}
