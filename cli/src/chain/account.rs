//! Accounts as text: SS58 with the chain's own prefix, or hex.

use subxt::utils::AccountId32;

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The account as SS58 with this prefix.
pub fn to_ss58(account: &[u8; 32], prefix: u16) -> String {
	let ident = prefix & 0x3fff;
	let mut data = if ident < 64 {
		vec![ident as u8]
	} else {
		// The two bytes of a longer prefix, as the SS58 registry orders their bits.
		vec![((ident & 0xfc) >> 2) as u8 | 0x40, (ident >> 8) as u8 | ((ident & 3) << 6) as u8]
	};
	data.extend_from_slice(account);
	let mut preimage = b"SS58PRE".to_vec();
	preimage.extend_from_slice(&data);
	data.extend_from_slice(&sp_crypto_hashing::blake2_512(&preimage)[..2]);
	base58(&data)
}

fn base58(data: &[u8]) -> String {
	let mut digits: Vec<u8> = Vec::with_capacity(data.len() * 138 / 100 + 1);
	for byte in data {
		let mut carry = u32::from(*byte);
		for digit in digits.iter_mut() {
			carry += u32::from(*digit) << 8;
			*digit = (carry % 58) as u8;
			carry /= 58;
		}
		while carry > 0 {
			digits.push((carry % 58) as u8);
			carry /= 58;
		}
	}
	let zeros = data.iter().take_while(|byte| **byte == 0).count();
	std::iter::repeat_n(&0, zeros)
		.chain(digits.iter().rev())
		.map(|digit| char::from(ALPHABET[usize::from(*digit)]))
		.collect()
}

/// An account written as SS58 with any prefix, or as `0x` and 64 hex digits.
pub fn parse(text: &str) -> Result<AccountId32, String> {
	match text.strip_prefix("0x") {
		Some(digits) => {
			let bytes = hex::decode(digits).map_err(|error| format!("`{text}`: {error}"))?;
			let bytes: [u8; 32] = bytes
				.try_into()
				.map_err(|_| format!("`{text}` is no account: 32 bytes are expected"))?;
			Ok(AccountId32(bytes))
		}
		None => text.parse().map_err(|error| format!("`{text}` is no account: {error}")),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	#[test]
	fn ss58_should_round_trip() {
		let alice = parse(ALICE).unwrap();
		assert_eq!(to_ss58(&alice.0, 42), ALICE);
		for prefix in [0, 63, 64, 71, 127, 200, 9807] {
			let text = to_ss58(&alice.0, prefix);
			assert_eq!(parse(&text).unwrap(), alice, "prefix {prefix}");
		}
		assert_eq!(parse(&format!("0x{}", hex::encode(alice.0))).unwrap(), alice);
	}

	#[test]
	fn bad_accounts_should_be_refused() {
		assert!(parse("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ").is_err());
		assert!(parse("0x00").is_err());
		assert!(parse("").is_err());
	}
}
