//! `salus index`.

use super::Context;
use crate::{
	chain::Chain,
	cli::{IndexArgs, IndexPlace},
	epcis::store::Store,
	error::{Exit, Failure},
	index::{self, Documents, Index},
	output::plain,
};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

/// How often finality is looked at.
const POLL: Duration = Duration::from_secs(1);
/// The longest pause between attempts.
const LONGEST: Duration = Duration::from_secs(60);

/// The index at a place, of this chain, and the store.
pub fn open(place: &IndexPlace, chain: &Chain) -> Result<(Index, Documents), Failure> {
	let store = Store::open(&place.store)?;
	Ok((Index::open(&place.index, chain.genesis())?, Documents::new(store)))
}

/// The same, whatever chain it is of.
pub fn open_offline(place: &IndexPlace) -> Result<(Index, Documents), Failure> {
	let store = Store::open(&place.store)?;
	Ok((Index::open_any(&place.index)?, Documents::new(store)))
}

/// Bring the index up to the last finalised block, with progress on a terminal.
pub async fn catch_up(
	context: &Context,
	chain: &Chain,
	index: &Index,
	documents: &mut Documents,
) -> Result<u64, Failure> {
	let first = index.cursor()?.next;
	let total = chain.finalized().await?.number.saturating_sub(first) + 1;
	let bar = context.output.progress(total, "blocks");
	let done = index::catch_up(chain, index, documents, |at, _| {
		bar.set_position(at.saturating_sub(first) + 1);
	})
	.await;
	bar.finish_and_clear();
	done
}

/// Make or go on with the index.
pub async fn run(context: &Context, args: &IndexArgs) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let (index, mut documents) = open(&args.place, &chain)?;
	let block = catch_up(context, &chain, &index, &mut documents).await?;
	let (events, whole) = index.counts()?;
	let mut result = json!({
		"indexedTo": block,
		"events": events,
		"whole": whole,
		"anchorOnly": events - whole,
	});
	if args.digest {
		result["digest"] = format!("0x{}", hex::encode(index.digest()?)).into();
	}
	context.output.result(&result, plain);
	if !args.follow {
		return Ok(0);
	}
	let mut pause = POLL;
	loop {
		sleep(pause).await;
		match index::catch_up(&chain, &index, &mut documents, |_, _| ()).await {
			Ok(_) => pause = POLL,
			// The node is away, perhaps restarted: go on where we were.
			Err(failure) if failure.retryable && failure.exit == Exit::Unknown => {
				context.output.note(format!("{} (trying again)", failure.message));
				pause = (pause * 2).min(LONGEST);
			}
			Err(failure) => return Err(failure),
		}
	}
}
