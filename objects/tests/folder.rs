//! A folder of objects.

mod promises;

use promises::keeps_its_promises;
use salus_objects::Objects;

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
