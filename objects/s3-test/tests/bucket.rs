//! A bucket of objects, on a store that checks signatures.

#[path = "../../tests/promises/mod.rs"]
mod promises;

use hyper_util::{
	rt::{TokioExecutor, TokioIo},
	server::conn::auto::Builder,
};
use promises::{get, keeps_its_promises, put};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use salus_objects::{Error, Objects};
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
