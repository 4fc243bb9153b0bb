//! Counts, in the text format of Prometheus.

use std::{
	collections::BTreeMap,
	fmt::Write,
	sync::{Mutex, MutexGuard, PoisonError},
};

/// What was done since the start.
#[derive(Default)]
pub struct Metrics {
	requests: Mutex<BTreeMap<(&'static str, &'static str, u16), u64>>,
	events: Mutex<BTreeMap<&'static str, u64>>,
	verifications: Mutex<BTreeMap<&'static str, u64>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Metrics {
	/// A request was answered.
	pub fn request(&self, resource: &'static str, method: &'static str, status: u16) {
		*lock(&self.requests).entry((resource, method, status)).or_default() += 1;
	}

	/// An event of a job was decided.
	pub fn event(&self, outcome: &'static str) {
		*lock(&self.events).entry(outcome).or_default() += 1;
	}

	/// A pack was verified, or not.
	pub fn verification(&self, outcome: &'static str) {
		*lock(&self.verifications).entry(outcome).or_default() += 1;
	}

	/// All of it, with what is measured now.
	pub fn text(&self, gauges: &[(&str, u64)]) -> String {
		let mut text = String::from("# TYPE salus_serve_requests_total counter\n");
		// Writing to a string does not fail.
		for ((resource, method, status), count) in &*lock(&self.requests) {
			let _ = writeln!(
				text,
				"salus_serve_requests_total{{resource=\"{resource}\",method=\"{method}\",status=\"\
				 {status}\"}} {count}"
			);
		}
		let counters = [("events", &self.events), ("verifications", &self.verifications)];
		for (name, counts) in counters {
			let _ = writeln!(text, "# TYPE salus_serve_{name}_total counter");
			for (outcome, count) in &*lock(counts) {
				let _ = writeln!(text, "salus_serve_{name}_total{{outcome=\"{outcome}\"}} {count}");
			}
		}
		for (name, value) in gauges {
			let _ = writeln!(text, "# TYPE salus_serve_{name} gauge\nsalus_serve_{name} {value}");
		}
		text
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn counts_should_be_in_the_format_of_prometheus() {
		let metrics = Metrics::default();
		metrics.request("events", "GET", 200);
		metrics.request("events", "GET", 200);
		metrics.event("accepted");
		let text = metrics.text(&[("indexed_block", 7)]);
		let line =
			"salus_serve_requests_total{resource=\"events\",method=\"GET\",status=\"200\"} 2\n";
		assert!(text.contains(line), "{text}");
		assert!(text.contains("salus_serve_events_total{outcome=\"accepted\"} 1\n"));
		assert!(
			text.ends_with("# TYPE salus_serve_indexed_block gauge\nsalus_serve_indexed_block 7\n")
		);
	}
}
