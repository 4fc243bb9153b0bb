//! Objects as the files of a folder.

use crate::Error;
use std::{
	fs::{self, File, OpenOptions},
	io::{self, Seek, Write},
	path::{Path, PathBuf},
};
use tempfile::NamedTempFile;
use walkdir::WalkDir;

pub struct Folder {
	path: PathBuf,
}

/// Names the file in an error.
fn at(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
	move |source| Error::Io { place: path.display().to_string(), source }
}

impl Folder {
	pub fn create(path: PathBuf) -> Result<Self, Error> {
		fs::create_dir_all(&path).map_err(at(&path))?;
		Ok(Self { path })
	}

	/// On the same file system, so that it can be moved.
	pub fn stage(&self) -> Result<NamedTempFile, Error> {
		NamedTempFile::new_in(&self.path).map_err(at(&self.path))
	}

	pub fn put(&self, name: &str, staged: NamedTempFile) -> Result<(), Error> {
		let path = self.path.join(name);
		let folder = path.parent().unwrap_or(&self.path);
		fs::create_dir_all(folder).map_err(at(folder))?;
		staged.as_file().sync_all().map_err(at(&path))?;
		staged.persist(&path).map_err(|error| at(&path)(error.error))?;
		// The name too outlives a power cut.
		File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
	}

	pub fn get(&self, name: &str) -> Result<Option<File>, Error> {
		let path = self.path.join(name);
		found(File::open(&path)).map_err(at(&path))
	}

	pub fn has(&self, name: &str) -> Result<bool, Error> {
		let path = self.path.join(name);
		path.try_exists().map_err(at(&path))
	}

	pub fn remove(&self, name: &str) -> Result<(), Error> {
		let path = self.path.join(name);
		match found(OpenOptions::new().write(true).open(&path)).map_err(at(&path))? {
			Some(file) => wipe(file).and_then(|()| fs::remove_file(&path)).map_err(at(&path)),
			None => Ok(()),
		}
	}

	pub fn names(&self, first: Option<&str>) -> Result<Vec<String>, Error> {
		let start = first.map_or_else(|| self.path.clone(), |first| self.path.join(first));
		let mut names = Vec::new();
		if !start.is_dir() {
			return Ok(names);
		}
		for entry in WalkDir::new(&start) {
			let entry = entry.map_err(|error| at(&start)(error.into()))?;
			let name = entry.path().strip_prefix(&self.path).ok().and_then(Path::to_str);
			// What is still staged begins with a dot, and so is none.
			names.extend(
				name.filter(|name| entry.file_type().is_file() && crate::check(name).is_ok())
					.map(str::to_owned),
			);
		}
		Ok(names)
	}
}

fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
	match result {
		Ok(value) => Ok(Some(value)),
		Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
		Err(error) => Err(error),
	}
}

/// Overwrite a file where it lies.
fn wipe(mut file: File) -> io::Result<()> {
	let length = file.metadata()?.len();
	file.rewind()?;
	io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
	file.flush()?;
	file.sync_all()
}
