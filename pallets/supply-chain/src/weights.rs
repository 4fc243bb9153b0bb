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
	fn ship(n: u32, ) -> Weight;
	fn receive(n: u32, ) -> Weight;
	fn void_shipment(n: u32, ) -> Weight;
	fn confirm_introduction(n: u32, ) -> Weight;
	fn contest_introduction(n: u32, ) -> Weight;
	fn dispense(n: u32, ) -> Weight;
	fn decommission(n: u32, ) -> Weight;
	fn destroy(n: u32, ) -> Weight;
	fn change_disposition(n: u32, ) -> Weight;
	fn observe(n: u32, ) -> Weight;
	fn open_recall(n: u32, ) -> Weight;
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
	fn pack_ranges(n: u32, ) -> Weight;
	fn separate_units(n: u32, ) -> Weight;
	fn reactivate_units(n: u32, ) -> Weight;
	fn verify_returned_units(n: u32, ) -> Weight;
	fn open_lot_container() -> Weight;
	fn unpack(n: u32, ) -> Weight;
	fn unpack_whole() -> Weight;
	fn introduce(n: u32, ) -> Weight;
	fn introduce_containers(c: u32, ) -> Weight;
	fn transform(n: u32, ) -> Weight;
	fn transform_outputs(n: u32, ) -> Weight;
	fn report_serial_conflict() -> Weight;
	fn answer_duplicate_serial() -> Weight;
	fn outdo(n: u32, ) -> Weight;
	fn write_marks(n: u32, ) -> Weight;
}

/// Weights for `pallet_supply_chain` with the weights of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register_product() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2107`
		//  Estimated: `0`
		// Minimum execution time: 85_339_000 picoseconds.
		Weight::from_parts(92_520_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn commission(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2110`
		//  Estimated: `0`
		// Minimum execution time: 116_173_000 picoseconds.
		Weight::from_parts(121_712_000, 0)
			// Standard Error: 26_010
			.saturating_add(Weight::from_parts(11_255_462, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 104_791_000 picoseconds.
		Weight::from_parts(106_301_000, 0)
			// Standard Error: 282_438
			.saturating_add(Weight::from_parts(13_538_407, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 185_449_000 picoseconds.
		Weight::from_parts(186_389_000, 0)
			// Standard Error: 141_712
			.saturating_add(Weight::from_parts(18_685_854, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn ship(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `5708 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 159_752_000 picoseconds.
		Weight::from_parts(162_627_000, 0)
			// Standard Error: 127_379
			.saturating_add(Weight::from_parts(18_638_168, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(119_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn receive(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `5858 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 142_955_000 picoseconds.
		Weight::from_parts(156_067_000, 0)
			// Standard Error: 115_537
			.saturating_add(Weight::from_parts(16_201_097, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(120_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn void_shipment(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2561 + n * (140 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 126_095_000 picoseconds.
		Weight::from_parts(139_609_000, 0)
			// Standard Error: 69_614
			.saturating_add(Weight::from_parts(15_479_827, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn confirm_introduction(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2716 + n * (128 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 125_808_000 picoseconds.
		Weight::from_parts(126_821_000, 0)
			// Standard Error: 87_644
			.saturating_add(Weight::from_parts(16_435_231, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 127_046_000 picoseconds.
		Weight::from_parts(127_366_000, 0)
			// Standard Error: 93_164
			.saturating_add(Weight::from_parts(16_678_473, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 117_773_000 picoseconds.
		Weight::from_parts(124_582_000, 0)
			// Standard Error: 67_690
			.saturating_add(Weight::from_parts(14_288_633, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 105_260_000 picoseconds.
		Weight::from_parts(105_687_000, 0)
			// Standard Error: 83_428
			.saturating_add(Weight::from_parts(13_123_417, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 118_787_000 picoseconds.
		Weight::from_parts(119_868_000, 0)
			// Standard Error: 83_631
			.saturating_add(Weight::from_parts(14_371_451, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 126_231_000 picoseconds.
		Weight::from_parts(128_844_000, 0)
			// Standard Error: 73_517
			.saturating_add(Weight::from_parts(10_810_050, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 114_198_000 picoseconds.
		Weight::from_parts(122_730_000, 0)
			// Standard Error: 72_827
			.saturating_add(Weight::from_parts(10_774_287, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[0, 256]`.
	fn open_recall(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2535 + n * (837 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 120_240_000 picoseconds.
		Weight::from_parts(122_840_000, 0)
			// Standard Error: 243_015
			.saturating_add(Weight::from_parts(78_609_908, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn change_recall_class() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2100`
		//  Estimated: `0`
		// Minimum execution time: 48_325_000 picoseconds.
		Weight::from_parts(53_633_000, 0)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// The range of component `n` is `[0, 256]`.
	fn close_recall(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2764 + n * (922 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 81_553_000 picoseconds.
		Weight::from_parts(83_857_000, 0)
			// Standard Error: 284_386
			.saturating_add(Weight::from_parts(79_974_221, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn anchor() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1971`
		//  Estimated: `0`
		// Minimum execution time: 89_683_000 picoseconds.
		Weight::from_parts(97_220_000, 0)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn declare_error() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2253`
		//  Estimated: `0`
		// Minimum execution time: 90_064_000 picoseconds.
		Weight::from_parts(97_078_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn expect_receipt(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2406 + n * (128 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 124_000_000 picoseconds.
		Weight::from_parts(124_251_000, 0)
			// Standard Error: 77_312
			.saturating_add(Weight::from_parts(10_889_611, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn set_introduction_allowed() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `42`
		//  Estimated: `0`
		// Minimum execution time: 8_150_000 picoseconds.
		Weight::from_parts(9_190_000, 0)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The range of component `n` is `[1, 100]`.
	fn reap_history(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `492 + n * (246 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 91_015_000 picoseconds.
		Weight::from_parts(18_175_976, 0)
			// Standard Error: 52_331
			.saturating_add(Weight::from_parts(71_341_175, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 126_921_000 picoseconds.
		Weight::from_parts(129_598_000, 0)
			// Standard Error: 43_957
			.saturating_add(Weight::from_parts(13_336_915, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 137_648_000 picoseconds.
		Weight::from_parts(145_404_000, 0)
			// Standard Error: 70_094
			.saturating_add(Weight::from_parts(17_199_992, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 100_429_000 picoseconds.
		Weight::from_parts(121_468_352, 0)
			// Standard Error: 67_553
			.saturating_add(Weight::from_parts(26_767_911, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn answer_notice() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2405`
		//  Estimated: `0`
		// Minimum execution time: 62_477_000 picoseconds.
		Weight::from_parts(71_158_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn report_failed_verification() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2174`
		//  Estimated: `0`
		// Minimum execution time: 142_169_000 picoseconds.
		Weight::from_parts(155_684_000, 0)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn answer_alert() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2211`
		//  Estimated: `0`
		// Minimum execution time: 51_479_000 picoseconds.
		Weight::from_parts(56_862_000, 0)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn reactivate(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3409 + n * (376 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 125_668_000 picoseconds.
		Weight::from_parts(127_582_000, 0)
			// Standard Error: 201_949
			.saturating_add(Weight::from_parts(29_433_835, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 116_670_000 picoseconds.
		Weight::from_parts(116_860_000, 0)
			// Standard Error: 77_904
			.saturating_add(Weight::from_parts(12_939_894, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn plan_recall() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2147`
		//  Estimated: `0`
		// Minimum execution time: 86_985_000 picoseconds.
		Weight::from_parts(93_575_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 64]`.
	fn name_consignees(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2192`
		//  Estimated: `0`
		// Minimum execution time: 125_768_000 picoseconds.
		Weight::from_parts(103_185_281, 0)
			// Standard Error: 25_683
			.saturating_add(Weight::from_parts(29_872_326, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn acknowledge_recall() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2078`
		//  Estimated: `0`
		// Minimum execution time: 108_609_000 picoseconds.
		Weight::from_parts(117_027_000, 0)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn reconcile_recall() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2206`
		//  Estimated: `0`
		// Minimum execution time: 60_302_000 picoseconds.
		Weight::from_parts(66_145_000, 0)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn ship_exempt(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `5708 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 149_043_000 picoseconds.
		Weight::from_parts(150_403_000, 0)
			// Standard Error: 116_793
			.saturating_add(Weight::from_parts(18_359_382, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(119_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn request_trace() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3109`
		//  Estimated: `0`
		// Minimum execution time: 146_903_000 picoseconds.
		Weight::from_parts(161_152_000, 0)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn answer_trace() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2013`
		//  Estimated: `0`
		// Minimum execution time: 45_992_000 picoseconds.
		Weight::from_parts(51_172_000, 0)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The range of component `n` is `[0, 2048]`.
	fn open_exception(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2903 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 136_692_000 picoseconds.
		Weight::from_parts(143_449_000, 0)
			// Standard Error: 53_683
			.saturating_add(Weight::from_parts(13_403_144, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 128_897_000 picoseconds.
		Weight::from_parts(135_664_000, 0)
			// Standard Error: 63_468
			.saturating_add(Weight::from_parts(16_583_444, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn set_storage_limits() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2118`
		//  Estimated: `0`
		// Minimum execution time: 84_954_000 picoseconds.
		Weight::from_parts(91_862_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn record_conditions(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2492 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 140_947_000 picoseconds.
		Weight::from_parts(143_693_000, 0)
			// Standard Error: 61_940
			.saturating_add(Weight::from_parts(20_012_390, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 122_222_000 picoseconds.
		Weight::from_parts(124_916_000, 0)
			// Standard Error: 64_016
			.saturating_add(Weight::from_parts(16_272_197, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 172_000 picoseconds.
		Weight::from_parts(199_000, 0)
			// Standard Error: 50_769
			.saturating_add(Weight::from_parts(11_397_399, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(l.into())))
	}
	/// The range of component `c` is `[0, 256]`.
	fn roll_up(c: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3030 + c * (123 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 219_000 picoseconds.
		Weight::from_parts(246_000, 0)
			// Standard Error: 20_286
			.saturating_add(Weight::from_parts(25_389_898, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(c.into())))
	}
	/// The range of component `n` is `[0, 64]`.
	fn count_supplies(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `909 + n * (43 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 468_000 picoseconds.
		Weight::from_parts(28_649_796, 0)
			// Standard Error: 32_135
			.saturating_add(Weight::from_parts(77_475_093, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 42_082_000 picoseconds.
		Weight::from_parts(107_893_760, 0)
			// Standard Error: 35_005
			.saturating_add(Weight::from_parts(34_149_537, 0).saturating_mul(g.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(g.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(g.into())))
	}
	fn commission_lot() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2110`
		//  Estimated: `0`
		// Minimum execution time: 148_581_000 picoseconds.
		Weight::from_parts(162_702_000, 0)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// The range of component `n` is `[1, 127]`.
	fn ship_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28411 + n * (434 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 378_523_000 picoseconds.
		Weight::from_parts(223_315_431, 0)
			// Standard Error: 1_330_154
			.saturating_add(Weight::from_parts(238_448_334, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 163_459_000 picoseconds.
		Weight::from_parts(148_183_338, 0)
			// Standard Error: 20_205
			.saturating_add(Weight::from_parts(30_044_657, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 147_406_000 picoseconds.
		Weight::from_parts(134_899_713, 0)
			// Standard Error: 21_909
			.saturating_add(Weight::from_parts(27_153_270, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 354_178_000 picoseconds.
		Weight::from_parts(357_286_000, 0)
			// Standard Error: 387_884
			.saturating_add(Weight::from_parts(233_359_551, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 353_637_000 picoseconds.
		Weight::from_parts(179_367_091, 0)
			// Standard Error: 430_450
			.saturating_add(Weight::from_parts(233_266_124, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 356_430_000 picoseconds.
		Weight::from_parts(375_515_000, 0)
			// Standard Error: 626_350
			.saturating_add(Weight::from_parts(242_487_091, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn split_range() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28203`
		//  Estimated: `0`
		// Minimum execution time: 205_156_000 picoseconds.
		Weight::from_parts(227_779_000, 0)
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn merge_ranges() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2284`
		//  Estimated: `0`
		// Minimum execution time: 126_137_000 picoseconds.
		Weight::from_parts(136_393_000, 0)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// The range of component `n` is `[1, 64]`.
	fn dispense_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27959 + n * (555 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 199_311_000 picoseconds.
		Weight::from_parts(97_449_293, 0)
			// Standard Error: 144_520
			.saturating_add(Weight::from_parts(131_701_237, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn decommission_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27855 + n * (555 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 197_045_000 picoseconds.
		Weight::from_parts(87_924_890, 0)
			// Standard Error: 170_114
			.saturating_add(Weight::from_parts(128_234_001, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((11_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn change_unit_disposition(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27855 + n * (555 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 196_475_000 picoseconds.
		Weight::from_parts(81_002_958, 0)
			// Standard Error: 133_755
			.saturating_add(Weight::from_parts(129_525_518, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((11_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn flag_recalled_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `25948 + n * (319 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 97_475_000 picoseconds.
		Weight::from_parts(39_196_584, 0)
			// Standard Error: 63_309
			.saturating_add(Weight::from_parts(77_515_815, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn report_duplicate_serial() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `26512`
		//  Estimated: `0`
		// Minimum execution time: 181_228_000 picoseconds.
		Weight::from_parts(202_859_000, 0)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// The range of component `n` is `[1, 127]`.
	fn pack_ranges(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28044 + n * (217 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 355_172_000 picoseconds.
		Weight::from_parts(189_752_783, 0)
			// Standard Error: 174_136
			.saturating_add(Weight::from_parts(154_723_967, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn separate_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27784 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 190_651_000 picoseconds.
		Weight::from_parts(138_203_332, 0)
			// Standard Error: 62_770
			.saturating_add(Weight::from_parts(85_978_960, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
	}
	/// The range of component `n` is `[1, 64]`.
	fn reactivate_units(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `27809 + n * (255 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 186_952_000 picoseconds.
		Weight::from_parts(137_905_747, 0)
			// Standard Error: 81_369
			.saturating_add(Weight::from_parts(81_772_169, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 359_213_000 picoseconds.
		Weight::from_parts(374_395_073, 0)
			// Standard Error: 40_639
			.saturating_add(Weight::from_parts(35_815_822, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn open_lot_container() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `28254`
		//  Estimated: `0`
		// Minimum execution time: 339_405_000 picoseconds.
		Weight::from_parts(370_976_000, 0)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	/// The range of component `n` is `[1, 4096]`.
	fn unpack(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `8206 + n * (122 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 128_876_000 picoseconds.
		Weight::from_parts(140_953_000, 0)
			// Standard Error: 351_540
			.saturating_add(Weight::from_parts(17_256_696, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn unpack_whole() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `5036`
		//  Estimated: `0`
		// Minimum execution time: 134_739_000 picoseconds.
		Weight::from_parts(148_175_000, 0)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// The range of component `n` is `[1, 3584]`.
	fn introduce(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1932`
		//  Estimated: `0`
		// Minimum execution time: 106_423_000 picoseconds.
		Weight::from_parts(106_919_000, 0)
			// Standard Error: 85_524
			.saturating_add(Weight::from_parts(13_657_934, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 117_087_000 picoseconds.
		Weight::from_parts(17_778_993, 0)
			// Standard Error: 67_548
			.saturating_add(Weight::from_parts(24_240_863, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(c.into())))
	}
	/// The range of component `n` is `[1, 2048]`.
	fn transform(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2569 + n * (83 ±0)`
		//  Estimated: `0`
		// Minimum execution time: 135_176_000 picoseconds.
		Weight::from_parts(145_932_000, 0)
			// Standard Error: 152_091
			.saturating_add(Weight::from_parts(14_220_309, 0).saturating_mul(n.into()))
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
		// Minimum execution time: 139_596_000 picoseconds.
		Weight::from_parts(141_219_000, 0)
			// Standard Error: 156_649
			.saturating_add(Weight::from_parts(12_653_832, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	// Estimated, until it is measured.
	fn report_serial_conflict() -> Weight {
		Weight::from_parts(280_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(48_u64))
			.saturating_add(T::DbWeight::get().writes(20_u64))
	}
	// Estimated, until it is measured.
	fn answer_duplicate_serial() -> Weight {
		Weight::from_parts(140_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	// Estimated, until it is measured.
	fn outdo(n: u32, ) -> Weight {
		Weight::from_parts(5_000_000, 0)
			.saturating_add(Weight::from_parts(60_000_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(0_u64))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(0_u64))
			.saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	// Estimated, until it is measured.
	fn write_marks(n: u32, ) -> Weight {
		Weight::from_parts(5_000_000, 0)
			.saturating_add(Weight::from_parts(150_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn register_product() -> Weight {
		Weight::from_parts(92_520_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn commission(n: u32, ) -> Weight {
		Weight::from_parts(121_712_000, 0)
			.saturating_add(Weight::from_parts(11_255_462, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn commission_containers(n: u32, ) -> Weight {
		Weight::from_parts(106_301_000, 0)
			.saturating_add(Weight::from_parts(13_538_407, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn pack(n: u32, ) -> Weight {
		Weight::from_parts(186_389_000, 0)
			.saturating_add(Weight::from_parts(18_685_854, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn ship(n: u32, ) -> Weight {
		Weight::from_parts(162_627_000, 0)
			.saturating_add(Weight::from_parts(18_638_168, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(119_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn receive(n: u32, ) -> Weight {
		Weight::from_parts(156_067_000, 0)
			.saturating_add(Weight::from_parts(16_201_097, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(120_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn void_shipment(n: u32, ) -> Weight {
		Weight::from_parts(139_609_000, 0)
			.saturating_add(Weight::from_parts(15_479_827, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn confirm_introduction(n: u32, ) -> Weight {
		Weight::from_parts(126_821_000, 0)
			.saturating_add(Weight::from_parts(16_435_231, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn contest_introduction(n: u32, ) -> Weight {
		Weight::from_parts(127_366_000, 0)
			.saturating_add(Weight::from_parts(16_678_473, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn dispense(n: u32, ) -> Weight {
		Weight::from_parts(124_582_000, 0)
			.saturating_add(Weight::from_parts(14_288_633, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn decommission(n: u32, ) -> Weight {
		Weight::from_parts(105_687_000, 0)
			.saturating_add(Weight::from_parts(13_123_417, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn destroy(n: u32, ) -> Weight {
		Weight::from_parts(119_868_000, 0)
			.saturating_add(Weight::from_parts(14_371_451, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_disposition(n: u32, ) -> Weight {
		Weight::from_parts(128_844_000, 0)
			.saturating_add(Weight::from_parts(10_810_050, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn observe(n: u32, ) -> Weight {
		Weight::from_parts(122_730_000, 0)
			.saturating_add(Weight::from_parts(10_774_287, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn open_recall(n: u32, ) -> Weight {
		Weight::from_parts(122_840_000, 0)
			.saturating_add(Weight::from_parts(78_609_908, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn change_recall_class() -> Weight {
		Weight::from_parts(53_633_000, 0)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn close_recall(n: u32, ) -> Weight {
		Weight::from_parts(83_857_000, 0)
			.saturating_add(Weight::from_parts(79_974_221, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn anchor() -> Weight {
		Weight::from_parts(97_220_000, 0)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn declare_error() -> Weight {
		Weight::from_parts(97_078_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn expect_receipt(n: u32, ) -> Weight {
		Weight::from_parts(124_251_000, 0)
			.saturating_add(Weight::from_parts(10_889_611, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn set_introduction_allowed() -> Weight {
		Weight::from_parts(9_190_000, 0)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn reap_history(n: u32, ) -> Weight {
		Weight::from_parts(18_175_976, 0)
			.saturating_add(Weight::from_parts(71_341_175, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn quarantine(n: u32, ) -> Weight {
		Weight::from_parts(129_598_000, 0)
			.saturating_add(Weight::from_parts(13_336_915, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn decide_quarantine(n: u32, ) -> Weight {
		Weight::from_parts(145_404_000, 0)
			.saturating_add(Weight::from_parts(17_199_992, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn notify_illegitimate(n: u32, ) -> Weight {
		Weight::from_parts(121_468_352, 0)
			.saturating_add(Weight::from_parts(26_767_911, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn answer_notice() -> Weight {
		Weight::from_parts(71_158_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn report_failed_verification() -> Weight {
		Weight::from_parts(155_684_000, 0)
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().writes(16_u64))
	}
	fn answer_alert() -> Weight {
		Weight::from_parts(56_862_000, 0)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn reactivate(n: u32, ) -> Weight {
		Weight::from_parts(127_582_000, 0)
			.saturating_add(Weight::from_parts(29_433_835, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn verify_returns(n: u32, ) -> Weight {
		Weight::from_parts(116_860_000, 0)
			.saturating_add(Weight::from_parts(12_939_894, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn plan_recall() -> Weight {
		Weight::from_parts(93_575_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn name_consignees(n: u32, ) -> Weight {
		Weight::from_parts(103_185_281, 0)
			.saturating_add(Weight::from_parts(29_872_326, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn acknowledge_recall() -> Weight {
		Weight::from_parts(117_027_000, 0)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn reconcile_recall() -> Weight {
		Weight::from_parts(66_145_000, 0)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn ship_exempt(n: u32, ) -> Weight {
		Weight::from_parts(150_403_000, 0)
			.saturating_add(Weight::from_parts(18_359_382, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(119_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn request_trace() -> Weight {
		Weight::from_parts(161_152_000, 0)
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn answer_trace() -> Weight {
		Weight::from_parts(51_172_000, 0)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn open_exception(n: u32, ) -> Weight {
		Weight::from_parts(143_449_000, 0)
			.saturating_add(Weight::from_parts(13_403_144, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(14_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn resolve_exception(n: u32, ) -> Weight {
		Weight::from_parts(135_664_000, 0)
			.saturating_add(Weight::from_parts(16_583_444, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn set_storage_limits() -> Weight {
		Weight::from_parts(91_862_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn record_conditions(n: u32, ) -> Weight {
		Weight::from_parts(143_693_000, 0)
			.saturating_add(Weight::from_parts(20_012_390, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn decide_excursion(n: u32, ) -> Weight {
		Weight::from_parts(124_916_000, 0)
			.saturating_add(Weight::from_parts(16_272_197, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn check_lots(l: u32, ) -> Weight {
		Weight::from_parts(199_000, 0)
			.saturating_add(Weight::from_parts(11_397_399, 0).saturating_mul(l.into()))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(l.into())))
	}
	fn roll_up(c: u32, ) -> Weight {
		Weight::from_parts(246_000, 0)
			.saturating_add(Weight::from_parts(25_389_898, 0).saturating_mul(c.into()))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(c.into())))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(c.into())))
	}
	fn count_supplies(n: u32, ) -> Weight {
		Weight::from_parts(28_649_796, 0)
			.saturating_add(Weight::from_parts(77_475_093, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn touch_groups(g: u32, ) -> Weight {
		Weight::from_parts(107_893_760, 0)
			.saturating_add(Weight::from_parts(34_149_537, 0).saturating_mul(g.into()))
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(g.into())))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
			.saturating_add(ParityDbWeight::get().writes((3_u64).saturating_mul(g.into())))
	}
	fn commission_lot() -> Weight {
		Weight::from_parts(162_702_000, 0)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
	fn ship_ranges(n: u32, ) -> Weight {
		Weight::from_parts(223_315_431, 0)
			.saturating_add(Weight::from_parts(238_448_334, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn receive_ranges(n: u32, ) -> Weight {
		Weight::from_parts(148_183_338, 0)
			.saturating_add(Weight::from_parts(30_044_657, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn void_ranges(n: u32, ) -> Weight {
		Weight::from_parts(134_899_713, 0)
			.saturating_add(Weight::from_parts(27_153_270, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn change_range_disposition(n: u32, ) -> Weight {
		Weight::from_parts(357_286_000, 0)
			.saturating_add(Weight::from_parts(233_359_551, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn decommission_ranges(n: u32, ) -> Weight {
		Weight::from_parts(179_367_091, 0)
			.saturating_add(Weight::from_parts(233_266_124, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn destroy_ranges(n: u32, ) -> Weight {
		Weight::from_parts(375_515_000, 0)
			.saturating_add(Weight::from_parts(242_487_091, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	fn split_range() -> Weight {
		Weight::from_parts(227_779_000, 0)
			.saturating_add(ParityDbWeight::get().reads(16_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn merge_ranges() -> Weight {
		Weight::from_parts(136_393_000, 0)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn dispense_units(n: u32, ) -> Weight {
		Weight::from_parts(97_449_293, 0)
			.saturating_add(Weight::from_parts(131_701_237, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((12_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn decommission_units(n: u32, ) -> Weight {
		Weight::from_parts(87_924_890, 0)
			.saturating_add(Weight::from_parts(128_234_001, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((11_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn change_unit_disposition(n: u32, ) -> Weight {
		Weight::from_parts(81_002_958, 0)
			.saturating_add(Weight::from_parts(129_525_518, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((11_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	fn flag_recalled_units(n: u32, ) -> Weight {
		Weight::from_parts(39_196_584, 0)
			.saturating_add(Weight::from_parts(77_515_815, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn report_duplicate_serial() -> Weight {
		Weight::from_parts(202_859_000, 0)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn pack_ranges(n: u32, ) -> Weight {
		Weight::from_parts(189_752_783, 0)
			.saturating_add(Weight::from_parts(154_723_967, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(n.into())))
	}
	fn separate_units(n: u32, ) -> Weight {
		Weight::from_parts(138_203_332, 0)
			.saturating_add(Weight::from_parts(85_978_960, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(n.into())))
	}
	fn reactivate_units(n: u32, ) -> Weight {
		Weight::from_parts(137_905_747, 0)
			.saturating_add(Weight::from_parts(81_772_169, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((7_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	fn verify_returned_units(n: u32, ) -> Weight {
		Weight::from_parts(374_395_073, 0)
			.saturating_add(Weight::from_parts(35_815_822, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(12_u64))
	}
	fn open_lot_container() -> Weight {
		Weight::from_parts(370_976_000, 0)
			.saturating_add(ParityDbWeight::get().reads(20_u64))
			.saturating_add(ParityDbWeight::get().writes(15_u64))
	}
	fn unpack(n: u32, ) -> Weight {
		Weight::from_parts(140_953_000, 0)
			.saturating_add(Weight::from_parts(17_256_696, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn unpack_whole() -> Weight {
		Weight::from_parts(148_175_000, 0)
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
	fn introduce(n: u32, ) -> Weight {
		Weight::from_parts(106_919_000, 0)
			.saturating_add(Weight::from_parts(13_657_934, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn introduce_containers(c: u32, ) -> Weight {
		Weight::from_parts(17_778_993, 0)
			.saturating_add(Weight::from_parts(24_240_863, 0).saturating_mul(c.into()))
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(c.into())))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(c.into())))
	}
	fn transform(n: u32, ) -> Weight {
		Weight::from_parts(145_932_000, 0)
			.saturating_add(Weight::from_parts(14_220_309, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(19_u64))
			.saturating_add(ParityDbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	fn transform_outputs(n: u32, ) -> Weight {
		Weight::from_parts(141_219_000, 0)
			.saturating_add(Weight::from_parts(12_653_832, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
			.saturating_add(ParityDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	// Estimated, until it is measured.
	fn report_serial_conflict() -> Weight {
		Weight::from_parts(280_000_000, 0)
			.saturating_add(ParityDbWeight::get().reads(48_u64))
			.saturating_add(ParityDbWeight::get().writes(20_u64))
	}
	// Estimated, until it is measured.
	fn answer_duplicate_serial() -> Weight {
		Weight::from_parts(140_000_000, 0)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	// Estimated, until it is measured.
	fn outdo(n: u32, ) -> Weight {
		Weight::from_parts(5_000_000, 0)
			.saturating_add(Weight::from_parts(60_000_000, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(0_u64))
			.saturating_add(ParityDbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(0_u64))
			.saturating_add(ParityDbWeight::get().writes((7_u64).saturating_mul(n.into())))
	}
	// Estimated, until it is measured.
	fn write_marks(n: u32, ) -> Weight {
		Weight::from_parts(5_000_000, 0)
			.saturating_add(Weight::from_parts(150_000, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
}
