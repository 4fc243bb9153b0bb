//! What GRANDPA's calls cost. The pallet's own estimate charges RocksDB's rates whatever the
//! database is; this one counts the same work at the rates of the runtime's database.

use core::marker::PhantomData;

use frame_support::{
	traits::Get,
	weights::{
		constants::{WEIGHT_REF_TIME_PER_MICROS, WEIGHT_REF_TIME_PER_NANOS},
		Weight,
	},
};

/// Weights for `pallet_grandpa`.
pub struct Grandpa<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_grandpa::WeightInfo for Grandpa<T> {
	/// The proof that the key was a validator's (35 µs, and 175 ns for each validator), two
	/// signatures (95 µs), the offence and what the handler does about it (110 µs).
	///
	/// Reads: five for the membership, two from the set to its session, fourteen for the offence
	/// and the seat. Writes: ten for the report, its indices and the seat. Nobody has nominators
	/// here; where somebody had, each would add three reads and three writes.
	fn report_equivocation(validator_count: u32, max_nominators_per_validator: u32) -> Weight {
		// The count comes with the proof, from whoever reports: never less than all seats.
		let validators = u64::from(validator_count.max(crate::configs::consensus::MAX_VALIDATORS));
		let nominators = u64::from(max_nominators_per_validator);
		let micros = 240u64.saturating_add(nominators.saturating_mul(25));
		Weight::from_parts(micros.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
			.saturating_add(Weight::from_parts(
				validators.saturating_mul(175).saturating_mul(WEIGHT_REF_TIME_PER_NANOS),
				0,
			))
			.saturating_add(T::DbWeight::get().reads_writes(
				nominators.saturating_mul(3).saturating_add(21),
				nominators.saturating_mul(3).saturating_add(10),
			))
	}

	/// One write of two numbers.
	fn note_stalled() -> Weight {
		Weight::from_parts(3 * WEIGHT_REF_TIME_PER_MICROS, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
