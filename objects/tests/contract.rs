//! What every place of objects promises, held against each of them.

use salus_objects::{Error, Objects};
use std::io::{self, Read, Write};

fn put(objects: &Objects, name: &str, bytes: &[u8]) {
	let mut staged = objects.stage().unwrap();
	staged.write_all(bytes).unwrap();
	objects.put(name, staged).unwrap();
}

fn get(objects: &Objects, name: &str) -> Option<Vec<u8>> {
	objects.get(name).unwrap().map(|mut file| {
		let mut bytes = Vec::new();
		file.read_to_end(&mut bytes).unwrap();
		bytes
	})
}

fn keeps_its_promises(objects: &Objects) {
	assert_eq!(objects.names(None).unwrap(), [""; 0]);
	assert_eq!(get(objects, "ab/abcd.json"), None);
	assert!(!objects.has("ab/abcd.json").unwrap());

	put(objects, "ab/abcd.json", b"one");
	put(objects, "ab/abce.json", b"");
	put(objects, "abc/abcf.json", b"three");
	put(objects, "ab/abcd.json", b"another");
	assert_eq!(get(objects, "ab/abcd.json").unwrap(), b"another");
	assert_eq!(get(objects, "ab/abce.json").unwrap(), b"");
	assert!(objects.has("ab/abce.json").unwrap());
	assert_eq!(objects.names(None).unwrap(), ["ab/abcd.json", "ab/abce.json", "abc/abcf.json"]);
	assert_eq!(objects.names(Some("ab")).unwrap(), ["ab/abcd.json", "ab/abce.json"]);
	assert_eq!(objects.names(Some("cd")).unwrap(), [""; 0]);

	for name in ["", "/etc/passwd", "ab/../cd", "ab//cd", ".hidden", "a b", "ab/", "a\\b", "é"] {
		assert!(matches!(objects.get(name), Err(Error::Name(_))), "{name}");
		assert!(matches!(objects.put(name, objects.stage().unwrap()), Err(Error::Name(_))));
		assert!(matches!(objects.remove(name), Err(Error::Name(_))));
	}

	// What was staged and given up leaves nothing.
	objects.stage().unwrap().write_all(b"given up").unwrap();
	assert_eq!(objects.names(None).unwrap().len(), 3);

	// More than one part of an upload.
	let mut staged = objects.stage().unwrap();
	let size = 25 * 1024 * 1024 + 1;
	io::copy(&mut io::repeat(7).take(size), &mut staged).unwrap();
	objects.put("large", staged).unwrap();
	let large = get(objects, "large").unwrap();
	assert!(large.len() as u64 == size && large.iter().all(|byte| *byte == 7));

	for name in objects.names(None).unwrap() {
		objects.remove(&name).unwrap();
		objects.remove(&name).unwrap();
	}
	assert_eq!(objects.names(None).unwrap(), [""; 0]);
}

#[test]
fn a_folder_should_keep_its_promises() {
	let folder = tempfile::tempdir().unwrap();
	let inside = folder.path().join("not/there/yet");
	keeps_its_promises(&Objects::at(inside.to_str().unwrap()).unwrap());
}

#[test]
fn an_address_that_nothing_serves_should_be_refused_with_what_to_do() {
	let Err(error) = Objects::at("gopher://objects") else { panic!("it was opened") };
	assert!(error.to_string().starts_with("gopher://objects: name a folder"), "{error}");
}

#[cfg(feature = "s3")]
mod s3 {
	use super::*;
	use hyper_util::{
		rt::{TokioExecutor, TokioIo},
		server::conn::auto::Builder,
	};
	use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
	use tokio::{net::TcpListener, runtime::Runtime};

	/// A store on a port of its own that knows one key and has one bucket, until it is dropped.
	fn serve(folder: &std::path::Path) -> (Runtime, String) {
		std::fs::create_dir(folder.join("documents")).unwrap();
		let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
		service.set_auth(SimpleAuth::from_single("salus", "a secret of this test"));
		let service = service.build();
		let runtime = Runtime::new().unwrap();
		let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
		let url = format!("http://{}", listener.local_addr().unwrap());
		runtime.spawn(async move {
			while let Ok((stream, _)) = listener.accept().await {
				let service = service.clone();
				tokio::spawn(async move {
					let http = Builder::new(TokioExecutor::new());
					// A client that leaves is none of ours.
					let _ = http.serve_connection(TokioIo::new(stream), service).await;
				});
			}
		});
		(runtime, url)
	}

	/// One test: the environment is the process's.
	#[test]
	fn a_bucket_should_keep_its_promises_and_let_nobody_else_in() {
		let folder = tempfile::tempdir().unwrap();
		let (_runtime, url) = serve(folder.path());
		std::env::set_var("AWS_ENDPOINT_URL", url);
		std::env::set_var("AWS_ALLOW_HTTP", "true");
		std::env::set_var("AWS_REGION", "eu-central-1");
		std::env::set_var("AWS_ACCESS_KEY_ID", "salus");
		std::env::set_var("AWS_SECRET_ACCESS_KEY", "a secret of this test");
		keeps_its_promises(&Objects::at("s3://documents").unwrap());
		let below = Objects::at("s3://documents/a/prefix/").unwrap();
		keeps_its_promises(&below);

		put(&below, "ab/one", b"1");
		let all = Objects::at("s3://documents").unwrap();
		assert_eq!(all.names(None).unwrap(), ["a/prefix/ab/one"]);
		// From inside another runtime too, and dropped there.
		Runtime::new().unwrap().block_on(async move {
			assert_eq!(get(&below, "ab/one").unwrap(), b"1");
			drop(below);
		});

		std::env::set_var("AWS_SECRET_ACCESS_KEY", "another");
		let stranger = Objects::at("s3://documents").unwrap();
		for result in [stranger.has("a/prefix/ab/one").map(drop), stranger.names(None).map(drop)] {
			let error = result.unwrap_err().to_string();
			assert!(error.starts_with("s3://documents/"), "{error}");
		}
		assert!(matches!(stranger.get("a/prefix/ab/one"), Err(Error::Store { .. })));
	}
}
