//! The sealed document.
//!
//! A header, then the content in chunks of 64 KiB, each sealed with ChaCha20-Poly1305 in STREAM
//! mode (Hoang, Reyhanitabar, Rogaway, Vizár: the nonce is 7 random bytes, a counter of 4 and a
//! flag on the last chunk), the header being associated data of every chunk. So nothing can be cut
//! off, appended, reordered, or passed off as another record, version or chain's.
//!
//! The data key is random, of this document alone, and not in it: it is kept with the salt of the
//! commitment, sealed with HPKE (RFC 9180) to the vault or to who asked.

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::{aead::Payload, ChaCha20Poly1305};
use hpke::{
	aead::ChaCha20Poly1305 as HpkeAead, kdf::HkdfSha256, kem::X25519HkdfSha256, Deserializable,
	Kem, OpModeR, OpModeS, Serializable,
};
use salus_primitives::{
	records::{Commitment, EncryptionKey, PatientId, RecordToken, TicketId},
	OrganisationId,
};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// How a document is sealed: the first of its kind, X25519-HKDF-SHA256 with ChaCha20-Poly1305.
pub const SUITE_X25519_CHACHA20: u16 = 1;
/// How much content a chunk holds; the last may hold less.
pub const CHUNK: usize = 64 * 1024;
/// What a chunk is longer by than its content.
pub const TAG: usize = 16;
/// How long the header is.
pub const HEADER: usize = 85;
/// How long a sealed key is: the encapsulated key, key and salt, the tag.
pub const SEALED_KEY: usize = 32 + 64 + 16;

const MAGIC: &[u8; 8] = b"SALUSDOC";

/// Why a document or key does not open.
#[derive(thiserror::Error, Debug)]
pub enum DocumentError {
	/// It is not one.
	#[error("this is no sealed document: it does not begin with SALUSDOC")]
	NoDocument,
	/// It is of a later release.
	#[error(
		"the document is sealed with suite {0}, which this release does not know: use a later one"
	)]
	UnknownSuite(u16),
	/// It is another document's.
	#[error("the document is another record, version or chain's than was asked for")]
	AnotherDocument,
	/// Something in it was changed, cut off or added, or the key is another document's.
	#[error("the document was changed, cut off, or sealed with another key")]
	NotAuthentic,
	/// The key does not open.
	#[error("the data key is not sealed to this key, or for another document")]
	KeyNotOurs,
	/// The public key is none.
	#[error("this is no X25519 public key")]
	BadPublicKey,
	/// Reading or writing failed.
	#[error(transparent)]
	Io(#[from] io::Error),
}

/// What a document says of itself in clear.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
	/// How it is sealed.
	pub suite: u16,
	/// The record.
	pub record: RecordToken,
	/// Its version.
	pub version: u32,
	/// The first block of the chain it is for.
	pub genesis: [u8; 32],
	/// The random part of the nonce.
	pub nonce: [u8; 7],
}

impl Header {
	/// For a new document.
	pub fn new(record: RecordToken, version: u32, genesis: [u8; 32]) -> Self {
		Self { suite: SUITE_X25519_CHACHA20, record, version, genesis, nonce: crate::random() }
	}

	/// As it stands at the beginning of the document.
	pub fn to_bytes(self) -> [u8; HEADER] {
		let mut bytes = [0; HEADER];
		bytes[..8].copy_from_slice(MAGIC);
		bytes[8..10].copy_from_slice(&self.suite.to_le_bytes());
		bytes[10..42].copy_from_slice(&self.record);
		bytes[42..46].copy_from_slice(&self.version.to_le_bytes());
		bytes[46..78].copy_from_slice(&self.genesis);
		bytes[78..].copy_from_slice(&self.nonce);
		bytes
	}

	/// From the beginning of a document.
	///
	/// # Errors
	/// [`DocumentError::NoDocument`], [`DocumentError::UnknownSuite`].
	pub fn from_bytes(bytes: &[u8; HEADER]) -> Result<Self, DocumentError> {
		fn part<const N: usize>(bytes: &[u8; HEADER], at: usize) -> [u8; N] {
			let mut part = [0; N];
			part.copy_from_slice(&bytes[at..at + N]);
			part
		}
		if &bytes[..8] != MAGIC {
			return Err(DocumentError::NoDocument);
		}
		let suite = u16::from_le_bytes(part(bytes, 8));
		if suite != SUITE_X25519_CHACHA20 {
			return Err(DocumentError::UnknownSuite(suite));
		}
		Ok(Self {
			suite,
			record: part(bytes, 10),
			version: u32::from_le_bytes(part(bytes, 42)),
			genesis: part(bytes, 46),
			nonce: part(bytes, 78),
		})
	}
}

/// What opens one document: its data key, and the salt of its commitment.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct KeyMaterial {
	key: [u8; 32],
	salt: [u8; 32],
}

impl KeyMaterial {
	/// For a new document.
	pub fn random() -> Self {
		Self { key: crate::random(), salt: crate::random() }
	}

	/// Another data key with the same salt: what the chain has committed stays.
	pub fn rotated(&self) -> Self {
		Self { key: crate::random(), salt: self.salt }
	}

	/// The commitment of content.
	pub fn commitment(&self, content: &Content) -> Commitment {
		commit(&self.salt, content)
	}

	/// The salt, for who may read the content in clear.
	pub(crate) const fn salt(&self) -> [u8; 32] {
		self.salt
	}

	/// Sealed to a public key, for one document and one reason.
	///
	/// # Errors
	/// [`DocumentError::BadPublicKey`].
	pub fn seal(&self, to: &EncryptionKey, bound: &Binding) -> Result<Vec<u8>, DocumentError> {
		let mut plain = [0; 64];
		plain[..32].copy_from_slice(&self.key);
		plain[32..].copy_from_slice(&self.salt);
		let sealed = seal_to(to, &bound.info(), &plain);
		plain.zeroize();
		sealed
	}

	/// Opened with the secret key it was sealed to.
	///
	/// # Errors
	/// [`DocumentError::KeyNotOurs`].
	pub fn open(sealed: &[u8], with: &SecretKey, bound: &Binding) -> Result<Self, DocumentError> {
		if sealed.len() != SEALED_KEY {
			return Err(DocumentError::KeyNotOurs);
		}
		let mut plain = open_with(sealed, with, &bound.info())?;
		let mut material = Self { key: [0; 32], salt: [0; 32] };
		material.key.copy_from_slice(&plain[..32]);
		material.salt.copy_from_slice(&plain[32..]);
		plain.zeroize();
		Ok(material)
	}
}

/// The commitment of content under a salt.
pub(crate) fn commit(salt: &[u8; 32], content: &Content) -> Commitment {
	let mut hash = Sha256::new();
	hash.update(b"salus/content/1");
	hash.update(salt);
	hash.update(content.length.to_le_bytes());
	hash.update(content.hash);
	hash.finalize().into()
}

/// Some bytes sealed to a public key with HPKE in base mode, under `info`: the encapsulated key, and
/// what is sealed.
///
/// # Errors
/// [`DocumentError::BadPublicKey`].
pub fn seal_to(to: &EncryptionKey, info: &[u8], plain: &[u8]) -> Result<Vec<u8>, DocumentError> {
	let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(to)
		.map_err(|_| DocumentError::BadPublicKey)?;
	let (encapsulated, sealed) = hpke::single_shot_seal::<HpkeAead, HkdfSha256, X25519HkdfSha256>(
		&OpModeS::Base,
		&to,
		info,
		plain,
		&[],
	)
	.map_err(|_| DocumentError::BadPublicKey)?;
	Ok([&encapsulated.to_bytes()[..], &sealed].concat())
}

/// What [`seal_to`] sealed.
///
/// # Errors
/// [`DocumentError::KeyNotOurs`].
pub fn open_with(sealed: &[u8], with: &SecretKey, info: &[u8]) -> Result<Vec<u8>, DocumentError> {
	let ours = |_| DocumentError::KeyNotOurs;
	let (encapsulated, sealed) = sealed.split_at_checked(32).ok_or(DocumentError::KeyNotOurs)?;
	let encapsulated =
		<X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).map_err(ours)?;
	let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&with.0).map_err(ours)?;
	hpke::single_shot_open::<HpkeAead, HkdfSha256, X25519HkdfSha256>(
		&OpModeR::Base,
		&secret,
		&encapsulated,
		info,
		sealed,
		&[],
	)
	.map_err(ours)
}

/// An X25519 secret key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
	/// A new one.
	pub fn random() -> Self {
		Self(crate::random())
	}

	/// From its bytes.
	pub const fn from_bytes(bytes: [u8; 32]) -> Self {
		Self(bytes)
	}

	/// Its bytes, to be written to a file that nobody else can read.
	pub const fn expose(&self) -> &[u8; 32] {
		&self.0
	}

	/// Its public part, which is registered on the chain.
	pub fn public(&self) -> EncryptionKey {
		let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&self.0)
			.expect("an X25519 secret key is any 32 bytes; qed");
		X25519HkdfSha256::sk_to_pk(&secret).to_bytes().into()
	}
}

/// Why a data key is sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
	/// To the vault itself.
	AtRest,
	/// To who holds a ticket.
	Ticket {
		/// Whose.
		organisation: OrganisationId,
		/// Which.
		ticket: TicketId,
	},
	/// To the patient, or who reads for it.
	Own {
		/// Whose.
		patient: PatientId,
	},
}

impl Reason {
	/// As it stands in HPKE's `info`.
	pub(crate) fn write_to(self, info: &mut Vec<u8>) {
		match self {
			Self::AtRest => info.push(0),
			Self::Ticket { organisation, ticket } => {
				info.push(1);
				info.extend_from_slice(&organisation.to_le_bytes());
				info.extend_from_slice(&ticket);
			}
			Self::Own { patient } => {
				info.push(2);
				info.extend_from_slice(&patient);
			}
		}
	}
}

/// What a sealed data key is bound to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binding {
	/// How the document is sealed.
	pub suite: u16,
	/// The record.
	pub record: RecordToken,
	/// Its version.
	pub version: u32,
	/// The chain.
	pub genesis: [u8; 32],
	/// Why.
	pub reason: Reason,
}

impl Binding {
	/// To a document.
	pub const fn new(header: &Header, reason: Reason) -> Self {
		let Header { suite, record, version, genesis, .. } = *header;
		Self { suite, record, version, genesis, reason }
	}

	/// As HPKE's `info`.
	fn info(&self) -> Vec<u8> {
		let mut info = b"salus/vault/key/1".to_vec();
		info.extend_from_slice(&self.suite.to_le_bytes());
		info.extend_from_slice(&self.record);
		info.extend_from_slice(&self.version.to_le_bytes());
		info.extend_from_slice(&self.genesis);
		self.reason.write_to(&mut info);
		info
	}
}

/// What was read: enough to commit to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Content {
	/// How many bytes.
	pub length: u64,
	/// Their SHA-256.
	pub hash: [u8; 32],
}

/// Read until the buffer is full or there is no more.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
	let mut filled = 0;
	while filled < buffer.len() {
		match from.read(&mut buffer[filled..]) {
			Ok(0) => break,
			Ok(count) => filled += count,
			Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
			Err(error) => return Err(error),
		}
	}
	Ok(filled)
}

/// Chunks of a stream, of which it is known whether they are the last.
struct Chunks<R> {
	from: R,
	current: Vec<u8>,
	next: Vec<u8>,
	size: usize,
	is_over: bool,
}

impl<R: Read> Chunks<R> {
	fn new(mut from: R, size: usize) -> io::Result<Self> {
		let mut next = vec![0; size];
		let filled = fill(&mut from, &mut next)?;
		next.truncate(filled);
		Ok(Self { from, current: Vec::with_capacity(size), next, size, is_over: false })
	}

	/// The next chunk, and whether it is the last.
	fn advance(&mut self) -> io::Result<Option<(&[u8], bool)>> {
		if self.is_over {
			return Ok(None);
		}
		std::mem::swap(&mut self.current, &mut self.next);
		self.next.resize(self.size, 0);
		// Only after a full chunk can there be another.
		let filled = match self.current.len() == self.size {
			true => fill(&mut self.from, &mut self.next)?,
			false => 0,
		};
		self.next.truncate(filled);
		self.is_over = filled == 0;
		Ok(Some((&self.current, self.is_over)))
	}
}

/// Seal what `from` gives into `to`, in constant memory.
///
/// # Errors
/// Where reading or writing fails: what was written then is no document.
pub fn seal(
	from: impl Read,
	mut to: impl Write,
	header: &Header,
	material: &KeyMaterial,
) -> Result<Content, DocumentError> {
	let bytes = header.to_bytes();
	to.write_all(&bytes)?;
	let mut stream =
		EncryptorBE32::<ChaCha20Poly1305>::new(&material.key.into(), &header.nonce.into());
	let mut chunks = Chunks::new(from, CHUNK)?;
	let mut hash = Sha256::new();
	let mut length = 0;
	while let Some((msg, is_last)) = chunks.advance()? {
		hash.update(msg);
		length += msg.len() as u64;
		let payload = Payload { msg, aad: &bytes };
		if is_last {
			let sealed = stream.encrypt_last(payload).map_err(|_| too_long())?;
			to.write_all(&sealed)?;
			break;
		}
		let sealed = stream.encrypt_next(payload).map_err(|_| too_long())?;
		to.write_all(&sealed)?;
	}
	Ok(Content { length, hash: hash.finalize().into() })
}

fn too_long() -> io::Error {
	io::Error::new(io::ErrorKind::FileTooLarge, "a document has at most 256 TiB")
}

/// The content of a document, read as it is opened: nothing is given that does not verify, and the
/// end only once the last chunk does.
///
/// Whoever uses content before the end has been reached uses the beginning of a document that may
/// have been cut off.
pub struct Opener<R> {
	chunks: Chunks<R>,
	stream: Option<DecryptorBE32<ChaCha20Poly1305>>,
	header: Header,
	bytes: [u8; HEADER],
	plain: Vec<u8>,
	given: usize,
	length: u64,
	hash: Sha256,
}

impl<R: Read> Opener<R> {
	/// Read the header.
	///
	/// # Errors
	/// [`DocumentError::NoDocument`], [`DocumentError::UnknownSuite`], and where reading fails.
	pub fn new(mut from: R, material: &KeyMaterial) -> Result<Self, DocumentError> {
		let mut bytes = [0; HEADER];
		if fill(&mut from, &mut bytes)? != HEADER {
			return Err(DocumentError::NoDocument);
		}
		let header = Header::from_bytes(&bytes)?;
		let stream = DecryptorBE32::new(&material.key.into(), &header.nonce.into());
		let chunks = Chunks::new(from, CHUNK + TAG)?;
		let (plain, hash) = (Vec::new(), Sha256::new());
		Ok(Self { chunks, stream: Some(stream), header, bytes, plain, given: 0, length: 0, hash })
	}

	/// The header. That it is the document's is known once a chunk was read.
	pub const fn header(&self) -> &Header {
		&self.header
	}

	/// Write all content to `to`, and say what it was.
	///
	/// # Errors
	/// [`DocumentError::NotAuthentic`], and where reading or writing fails: then what was written is
	/// not the content and has to be thrown away.
	pub fn copy_to(mut self, mut to: impl Write) -> Result<Content, DocumentError> {
		while self.next_chunk()? {
			to.write_all(&self.plain)?;
		}
		self.finish()
	}

	/// What was read.
	///
	/// # Errors
	/// [`DocumentError::NotAuthentic`] where the end was not reached.
	pub fn finish(self) -> Result<Content, DocumentError> {
		if self.stream.is_some() {
			return Err(DocumentError::NotAuthentic);
		}
		Ok(Content { length: self.length, hash: self.hash.finalize().into() })
	}

	/// Whether there was another chunk, which is now in `plain`.
	fn next_chunk(&mut self) -> Result<bool, DocumentError> {
		self.plain.zeroize();
		self.given = 0;
		let Some(mut stream) = self.stream.take() else { return Ok(false) };
		let not_authentic = |_| DocumentError::NotAuthentic;
		let (msg, is_last) = self.chunks.advance()?.ok_or(DocumentError::NotAuthentic)?;
		let payload = Payload { msg, aad: &self.bytes };
		if is_last {
			self.plain = stream.decrypt_last(payload).map_err(not_authentic)?;
			// One content has one form: an empty chunk stands only where there is no other.
			if self.plain.is_empty() && self.length > 0 {
				return Err(DocumentError::NotAuthentic);
			}
		} else {
			self.plain = stream.decrypt_next(payload).map_err(not_authentic)?;
			self.stream = Some(stream);
		}
		self.hash.update(&self.plain);
		self.length += self.plain.len() as u64;
		Ok(true)
	}
}

impl<R: Read> Read for Opener<R> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		while self.given == self.plain.len() {
			let more = self.next_chunk().map_err(|error| match error {
				DocumentError::Io(error) => error,
				other => io::Error::new(io::ErrorKind::InvalidData, other),
			})?;
			if !more {
				return Ok(0);
			}
		}
		let count = buffer.len().min(self.plain.len() - self.given);
		buffer[..count].copy_from_slice(&self.plain[self.given..self.given + count]);
		self.given += count;
		Ok(count)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn header() -> Header {
		Header::new([1; 32], 1, [2; 32])
	}

	fn sealed(content: &[u8], header: &Header, material: &KeyMaterial) -> Vec<u8> {
		let mut out = Vec::new();
		seal(content, &mut out, header, material).unwrap();
		out
	}

	fn opened(document: &[u8], material: &KeyMaterial) -> Result<Vec<u8>, DocumentError> {
		let mut out = Vec::new();
		Opener::new(document, material)?.copy_to(&mut out)?;
		Ok(out)
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(24))]

		#[test]
		fn the_bytes_sealed_should_be_the_bytes_opened(
			around in prop::sample::select(vec![0, CHUNK, 2 * CHUNK]),
			less in 0usize..40,
			seed: u8,
		) {
			let length = (around + 20).saturating_sub(less);
			let content: Vec<u8> = (0..length).map(|at| (at as u8).wrapping_mul(31) ^ seed).collect();
			let (header, material) = (header(), KeyMaterial::random());
			let mut document = Vec::new();
			let content_sealed = seal(&content[..], &mut document, &header, &material).unwrap();
			let chunks = length.div_ceil(CHUNK).max(1);
			prop_assert_eq!(document.len(), HEADER + length + chunks * TAG);
			prop_assert_eq!(&opened(&document, &material).unwrap(), &content);
			let content_opened = Opener::new(&document[..], &material).unwrap().copy_to(io::sink());
			prop_assert_eq!(content_opened.unwrap(), content_sealed);
		}

		#[test]
		fn no_changed_byte_should_open(at in 0usize..(HEADER + CHUNK + 100 + 2 * TAG), bit in 0u8..8) {
			let (header, material) = (header(), KeyMaterial::random());
			let mut document = sealed(&vec![7; CHUNK + 100], &header, &material);
			document[at] ^= 1 << bit;
			prop_assert!(opened(&document, &material).is_err());
		}
	}

	#[test]
	fn cut_off_extended_and_reordered_documents_should_not_open() {
		let (header, material) = (header(), KeyMaterial::random());
		let document = sealed(&vec![7; 3 * CHUNK], &header, &material);
		let chunk = CHUNK + TAG;
		// At a chunk's end, where a plain reader sees nothing amiss.
		for length in [HEADER, HEADER + chunk, HEADER + 2 * chunk, document.len() - 1] {
			assert!(opened(&document[..length], &material).is_err(), "cut at {length}");
		}
		assert!(opened(&[&document[..], &[0]].concat(), &material).is_err());
		let mut swapped = document.clone();
		swapped[HEADER..HEADER + 2 * chunk].rotate_left(chunk);
		assert!(opened(&swapped, &material).is_err());
		assert!(opened(&document, &KeyMaterial::random()).is_err());
		assert!(matches!(opened(b"SALUSDOX", &material), Err(DocumentError::NoDocument)));
	}

	#[test]
	fn later_suites_should_be_named() {
		let mut bytes = header().to_bytes();
		bytes[8] = 2;
		assert!(matches!(Header::from_bytes(&bytes), Err(DocumentError::UnknownSuite(2))));
	}

	#[test]
	fn keys_should_open_for_what_they_were_sealed_for_alone() {
		let (material, vault, other) =
			(KeyMaterial::random(), SecretKey::random(), SecretKey::random());
		let bound = Binding::new(&header(), Reason::AtRest);
		let sealed = material.seal(&vault.public(), &bound).unwrap();
		assert_eq!(sealed.len(), SEALED_KEY);
		let opened = KeyMaterial::open(&sealed, &vault, &bound).unwrap();
		assert_eq!((opened.key, opened.salt), (material.key, material.salt));
		assert!(KeyMaterial::open(&sealed, &other, &bound).is_err());
		let ticket = Reason::Ticket { organisation: 1, ticket: [0; 16] };
		for wrong in [
			Binding { suite: 2, ..bound },
			Binding { record: [9; 32], ..bound },
			Binding { version: 2, ..bound },
			Binding { genesis: [9; 32], ..bound },
			Binding { reason: ticket, ..bound },
		] {
			assert!(KeyMaterial::open(&sealed, &vault, &wrong).is_err());
		}
		assert!(KeyMaterial::open(&sealed[1..], &vault, &bound).is_err());
	}

	#[test]
	fn commitments_should_hide_and_bind() {
		let (one, other) = (KeyMaterial::random(), KeyMaterial::random());
		let content = Content { length: 3, hash: [1; 32] };
		assert_eq!(one.commitment(&content), one.rotated().commitment(&content));
		assert_ne!(one.commitment(&content), other.commitment(&content));
		assert_ne!(one.commitment(&content), one.commitment(&Content { length: 4, ..content }));
	}

	#[test]
	fn the_first_sealed_document_should_stay_readable() {
		// Frozen: what is sealed today has to open in thirty years.
		let material = KeyMaterial { key: [3; 32], salt: [4; 32] };
		let header = Header { nonce: [5; 7], ..header() };
		let document = sealed(b"Guten Tag", &header, &material);
		assert_eq!(
			hex::encode(&document[..HEADER]),
			format!(
				"53414c5553444f430100{}01000000{}{}",
				"01".repeat(32),
				"02".repeat(32),
				"05".repeat(7)
			)
		);
		let content = Opener::new(&document[..], &material).unwrap().copy_to(io::sink()).unwrap();
		assert_eq!(content.length, 9);
		assert_eq!(document.len(), HEADER + 9 + TAG);
	}

	/// Gives zeros and counts; what it is asked for at once is what the sealer holds.
	struct Zeros {
		left: u64,
		most: usize,
	}

	impl Read for &mut Zeros {
		fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
			self.most = self.most.max(buffer.len());
			let count = self.left.min(buffer.len() as u64) as usize;
			buffer[..count].fill(0);
			self.left -= count as u64;
			Ok(count)
		}
	}

	#[test]
	#[ignore = "long: a hundred megabytes"]
	fn a_hundred_megabytes_should_take_constant_memory() {
		fn peak() -> u64 {
			let status = std::fs::read_to_string("/proc/self/status").unwrap();
			let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
			line.split_whitespace().nth(1).unwrap().parse().unwrap()
		}
		let mut zeros = Zeros { left: 100_000_000, most: 0 };
		let (header, material) = (header(), KeyMaterial::random());
		let mut file = tempfile::tempfile().unwrap();
		let before = peak();
		seal(&mut zeros, &mut file, &header, &material).unwrap();
		io::Seek::rewind(&mut file).unwrap();
		let content = Opener::new(&mut file, &material).unwrap().copy_to(io::sink()).unwrap();
		assert_eq!(content.length, 100_000_000);
		assert!(zeros.most <= CHUNK);
		assert!(peak() - before < 4_096, "{} KiB more", peak() - before);
	}
}
