//! Objects in a bucket of an S3-compatible store.

use crate::Error;
use futures::TryStreamExt;
use object_store::{
	aws::AmazonS3Builder, buffered::BufWriter, path::Path, ObjectStore, ObjectStoreExt,
};
use std::{
	fs::File,
	future::Future,
	io::{Seek, Write},
	sync::{mpsc, Arc},
};
use tempfile::NamedTempFile;
use tokio::{
	io::AsyncWriteExt,
	runtime::{Builder, Runtime},
};

pub struct Bucket {
	store: Arc<dyn ObjectStore>,
	/// `s3://BUCKET/PREFIX`, for errors.
	location: String,
	/// What every name begins with in the bucket.
	prefix: Path,
	/// Its one thread speaks to the store, whatever thread asks: so a call may come from another
	/// runtime too. Always there until it is dropped.
	runtime: Option<Runtime>,
}

impl Drop for Bucket {
	fn drop(&mut self) {
		// Nothing waits here, which a runtime forbids in an async context.
		if let Some(runtime) = self.runtime.take() {
			runtime.shutdown_background();
		}
	}
}

impl Bucket {
	pub fn open(location: &str) -> Result<Self, Error> {
		let failed = |source| Error::Store { place: location.to_owned(), source: Box::new(source) };
		let store = AmazonS3Builder::from_env().with_url(location).build().map_err(failed)?;
		let (_, rest) = location.split_once("://").unwrap_or(("", location));
		let prefix = rest.split_once('/').map_or("", |(_, prefix)| prefix);
		let runtime = Builder::new_multi_thread()
			.worker_threads(1)
			.enable_all()
			.build()
			.map_err(|source| Error::Io { place: location.to_owned(), source })?;
		Ok(Self {
			store: Arc::new(store),
			location: location.trim_end_matches('/').to_owned(),
			prefix: Path::from(prefix),
			runtime: Some(runtime),
		})
	}

	fn path(&self, name: &str) -> Path {
		name.split('/').fold(self.prefix.clone(), |path, part| path.join(part))
	}

	fn place(&self, name: &str) -> String {
		format!("{}/{name}", self.location)
	}

	/// Run on the thread of the store and wait for the answer.
	fn wait<T: Send + 'static>(
		&self,
		name: &str,
		task: impl Future<Output = object_store::Result<T>> + Send + 'static,
	) -> Result<T, Error> {
		let (sender, receiver) = mpsc::sync_channel(1);
		let runtime = self.runtime.as_ref().expect("it is there until it is dropped");
		runtime.spawn(async move {
			// Nobody but this function waits, and it does until the end.
			let _ = sender.send(task.await);
		});
		let lost = |error| object_store::Error::Generic { store: "S3", source: Box::new(error) };
		receiver
			.recv()
			.map_err(lost)
			.and_then(|result| result)
			.map_err(|source| Error::Store { place: self.place(name), source: Box::new(source) })
	}

	pub fn put(&self, name: &str, staged: NamedTempFile) -> Result<(), Error> {
		let failed = |source| Error::Io { place: self.place(name), source };
		let mut file = staged.reopen().map_err(failed)?;
		file.rewind().map_err(failed)?;
		let mut writer = BufWriter::new(Arc::clone(&self.store), self.path(name));
		self.wait(name, async move {
			let _staged = staged;
			let mut file = tokio::fs::File::from_std(file);
			let written = match tokio::io::copy(&mut file, &mut writer).await {
				Ok(_) => writer.shutdown().await,
				Err(error) => Err(error),
			};
			match written {
				Ok(()) => Ok(()),
				Err(error) => {
					writer.abort().await?;
					Err(generic(error))
				}
			}
		})
	}

	pub fn get(&self, name: &str) -> Result<Option<File>, Error> {
		let (store, path) = (Arc::clone(&self.store), self.path(name));
		self.wait(name, async move {
			let object = match store.get(&path).await {
				Ok(object) => object,
				Err(object_store::Error::NotFound { .. }) => return Ok(None),
				Err(error) => return Err(error),
			};
			let mut file = tempfile::tempfile().map_err(generic)?;
			let mut chunks = object.into_stream();
			while let Some(chunk) = chunks.try_next().await? {
				file.write_all(&chunk).map_err(generic)?;
			}
			file.rewind().map_err(generic)?;
			Ok(Some(file))
		})
	}

	pub fn has(&self, name: &str) -> Result<bool, Error> {
		let (store, path) = (Arc::clone(&self.store), self.path(name));
		self.wait(name, async move {
			match store.head(&path).await {
				Ok(_) => Ok(true),
				Err(object_store::Error::NotFound { .. }) => Ok(false),
				Err(error) => Err(error),
			}
		})
	}

	pub fn remove(&self, name: &str) -> Result<(), Error> {
		let (store, path) = (Arc::clone(&self.store), self.path(name));
		self.wait(name, async move {
			match store.delete(&path).await {
				Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
				Err(error) => Err(error),
			}
		})
	}

	pub fn names(&self, first: Option<&str>) -> Result<Vec<String>, Error> {
		let (store, prefix) = (Arc::clone(&self.store), self.prefix.clone());
		let below = first.map_or_else(|| prefix.clone(), |first| self.path(first));
		self.wait(first.unwrap_or_default(), async move {
			let found: Vec<_> = store.list(Some(&below)).try_collect().await?;
			Ok(found
				.iter()
				.filter_map(|object| {
					let parts: Vec<_> = object.location.prefix_match(&prefix)?.collect();
					let parts: Vec<_> = parts.iter().map(AsRef::as_ref).collect();
					Some(parts.join("/"))
				})
				.collect())
		})
	}
}

fn generic(error: std::io::Error) -> object_store::Error {
	object_store::Error::Generic { store: "S3", source: Box::new(error) }
}
