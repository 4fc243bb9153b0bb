//! What every place of objects promises, held against each of them.

use salus_objects::{Error, Objects};
use std::io::{self, Read, Write};

pub fn put(objects: &Objects, name: &str, bytes: &[u8]) {
	let mut staged = objects.stage().unwrap();
	staged.write_all(bytes).unwrap();
	objects.put(name, staged).unwrap();
}

pub fn get(objects: &Objects, name: &str) -> Option<Vec<u8>> {
	objects.get(name).unwrap().map(|mut file| {
		let mut bytes = Vec::new();
		file.read_to_end(&mut bytes).unwrap();
		bytes
	})
}

pub fn keeps_its_promises(objects: &Objects) {
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
