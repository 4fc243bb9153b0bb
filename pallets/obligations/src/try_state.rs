//! What always holds.

use crate::*;
use frame_support::ensure;
use salus_primitives::Moment;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// The index has exactly the open obligations, and the agenda only such.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut open = 0u32;
		for (key, obligation) in ObligationsByKey::<T>::iter() {
			let row = OpenByDue::<T>::get((
				key.responsible,
				Instant::from(obligation.due),
				(key.kind, key.subject),
			));
			match obligation.state {
				State::Open => {
					open += 1;
					ensure!(row == Some(obligation.opened), "open obligation is not in the index");
				}
				State::Closed { at, .. } => {
					ensure!(row.is_none(), "closed obligation is in the index");
					ensure!(at >= obligation.opened, "closed before it was opened");
				}
			}
		}
		ensure!(
			usize::try_from(open).ok() == Some(OpenByDue::<T>::iter_keys().count()),
			"index has rows of no obligation"
		);
		for (instant, key) in Agenda::<T>::iter_keys() {
			let obligation =
				ObligationsByKey::<T>::get(key).ok_or("agenda has a row of no obligation")?;
			ensure!(obligation.state == State::Open, "closed obligation is on the agenda");
			ensure!(Moment::from(instant) == obligation.due, "agenda has another time");
		}
		Ok(())
	}
}
