//! How fast lines are checked. Not a test of speed, which depends on the machine: run it with
//! `cargo test --release -p salus-interop --test id_speed -- --ignored --nocapture`.

use salus_interop::id::{check_line, Kind};
use std::time::Instant;

#[test]
#[ignore = "measures, asserts nothing about time"]
fn lines_checked_per_second() {
	const LINES: u32 = 2_000_000;
	for (kind, line) in [
		(Kind::Gtin, "8904000210037"),
		(Kind::Gtin, "8904000210036"),
		(Kind::Sscc, "340123453111111115"),
		(Kind::Npi, "1234567893"),
		(Kind::Gmn, "1987654Ad4X4bL5ttr2310c2K"),
		(Kind::Sgtin, "urn:epc:id:sgtin:0614141.812345.6789"),
		(Kind::ElementString, "]d201095060001343521725123110LOT\u{1d}21S1"),
		(Kind::Hibc, "+A99912345/$$52001510X33"),
	] {
		let mut output = Vec::with_capacity(1 << 16);
		let (begin, mut valid) = (Instant::now(), 0u32);
		for _ in 0..LINES {
			if output.len() > 60_000 {
				output.clear();
			}
			valid += u32::from(check_line(kind, line.as_bytes(), &mut output));
		}
		let rate = f64::from(LINES) / begin.elapsed().as_secs_f64() / 1e6;
		assert!(valid == 0 || valid == LINES);
		println!("{kind:>15} {rate:6.2} million lines a second  {line:?}");
	}
}
