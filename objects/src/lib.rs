//! Immutable objects under names: the sealed documents of a vault, the bodies of EPCIS events.
//!
//! They lie in a folder or, with the feature `s3`, in a bucket of an S3-compatible store. An object is
//! whole or not there: it is staged in a file first, and its name leads to it only afterwards. Names
//! are relative paths with `/`, of letters, digits, `.`, `-` and `_`.
//!
//! Calls block, and may be made from an async context too: give a long one a thread of its own.

mod folder;
#[cfg(feature = "s3")]
mod s3;

use std::{fs::File, io, path::PathBuf};
use tempfile::NamedTempFile;

const HINT: &str = if cfg!(feature = "s3") {
	"name a folder, or s3://BUCKET/PREFIX"
} else {
	"name a folder; for s3://BUCKET/PREFIX build with the feature `s3`"
};

/// Why an object could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// The file system, or the way to the store.
	#[error("{place}: {source}")]
	Io {
		/// The file, or the object's address.
		place: String,
		/// What it said.
		source: io::Error,
	},
	/// The store answered with an error, or not.
	#[cfg(feature = "s3")]
	#[error("{place}: {source}")]
	Store {
		/// The object's address.
		place: String,
		/// What it said.
		source: Box<object_store::Error>,
	},
	/// An address that no backend serves.
	#[error("{0}: {HINT}")]
	Unsupported(String),
	/// A name that could lead elsewhere.
	#[error("`{0}` is no name of an object: letters, digits, `.`, `-`, `_` between `/`")]
	Name(String),
}

/// Where objects are kept.
pub struct Objects(Backend);

enum Backend {
	Folder(folder::Folder),
	#[cfg(feature = "s3")]
	S3(s3::Bucket),
}

impl Objects {
	/// The objects in this folder, which is made where it is not there.
	///
	/// # Errors
	/// Where it cannot be made.
	pub fn folder(path: impl Into<PathBuf>) -> Result<Self, Error> {
		folder::Folder::create(path.into()).map(Backend::Folder).map(Self)
	}

	/// The objects at a location: a folder, or `s3://BUCKET/PREFIX`. For the latter the endpoint, the
	/// region and the credentials are taken from the environment, under the names that other tools
	/// use: `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`.
	///
	/// # Errors
	/// [`Error::Unsupported`], and where the folder cannot be made or the environment lacks something.
	pub fn at(location: &str) -> Result<Self, Error> {
		match location.split_once("://") {
			None => Self::folder(location),
			#[cfg(feature = "s3")]
			Some(("s3", _)) => s3::Bucket::open(location).map(Backend::S3).map(Self),
			Some(_) => Err(Error::Unsupported(location.to_owned())),
		}
	}

	/// A file to write an object into, before [`Self::put`] gives it its name.
	///
	/// # Errors
	/// Where no file can be made.
	pub fn stage(&self) -> Result<NamedTempFile, Error> {
		match &self.0 {
			Backend::Folder(folder) => folder.stage(),
			#[cfg(feature = "s3")]
			Backend::S3(_) => NamedTempFile::new()
				.map_err(|source| Error::Io { place: "a temporary file".into(), source }),
		}
	}

	/// Keep what was staged under this name, in place of what was there.
	///
	/// # Errors
	/// [`Error::Name`], and where writing fails: then nothing has this name that had not before.
	pub fn put(&self, name: &str, staged: NamedTempFile) -> Result<(), Error> {
		check(name)?;
		match &self.0 {
			Backend::Folder(folder) => folder.put(name, staged),
			#[cfg(feature = "s3")]
			Backend::S3(bucket) => bucket.put(name, staged),
		}
	}

	/// The object of this name, to be read from its start; `None` where there is none. It does not
	/// take memory: one from a bucket is brought into an unnamed file.
	///
	/// # Errors
	/// [`Error::Name`], and where reading fails.
	pub fn get(&self, name: &str) -> Result<Option<File>, Error> {
		check(name)?;
		match &self.0 {
			Backend::Folder(folder) => folder.get(name),
			#[cfg(feature = "s3")]
			Backend::S3(bucket) => bucket.get(name),
		}
	}

	/// Whether there is an object of this name.
	///
	/// # Errors
	/// [`Error::Name`], and where it cannot be told.
	pub fn has(&self, name: &str) -> Result<bool, Error> {
		check(name)?;
		match &self.0 {
			Backend::Folder(folder) => folder.has(name),
			#[cfg(feature = "s3")]
			Backend::S3(bucket) => bucket.has(name),
		}
	}

	/// Remove the object of this name; nothing where there is none. In a folder its bytes are
	/// overwritten first. A bucket that keeps versions keeps them: see its own rules.
	///
	/// # Errors
	/// [`Error::Name`], and where it cannot be removed.
	pub fn remove(&self, name: &str) -> Result<(), Error> {
		check(name)?;
		match &self.0 {
			Backend::Folder(folder) => folder.remove(name),
			#[cfg(feature = "s3")]
			Backend::S3(bucket) => bucket.remove(name),
		}
	}

	/// The names of the objects whose first part is this one, or of all; sorted.
	///
	/// # Errors
	/// [`Error::Name`], and where they cannot be listed.
	pub fn names(&self, first: Option<&str>) -> Result<Vec<String>, Error> {
		first.map_or(Ok(()), check)?;
		let mut names = match &self.0 {
			Backend::Folder(folder) => folder.names(first),
			#[cfg(feature = "s3")]
			Backend::S3(bucket) => bucket.names(first),
		}?;
		names.sort_unstable();
		Ok(names)
	}
}

/// A name leads nowhere else: it has no empty part, none that begins with a dot, no other letters.
fn check(name: &str) -> Result<(), Error> {
	let fits = |part: &str| {
		!part.is_empty()
			&& !part.starts_with('.')
			&& part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
	};
	if name.split('/').all(fits) {
		Ok(())
	} else {
		Err(Error::Name(name.to_owned()))
	}
}
