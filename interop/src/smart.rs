//! SMART App Launch scopes, v1 and v2, as far as they narrow a decision (CN-5).
//!
//! A scope is what an application was allowed to do: `patient/Observation.rs?category=laboratory`. It
//! is beside consent and policy, not above them: [`Scopes::narrow`] takes away, and never gives.

use std::{fmt, str::FromStr};

use percent_encoding::percent_decode_str;
use salus_primitives::consent::Decision;

/// The most scopes of one grant, and the most parameters of one scope, that are read.
pub const MAX_SCOPES: usize = 128;

/// Why a list of scopes is not understood. Nothing of it is used then.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum ScopeError {
	/// It is neither of the form nor one of the words of launch and identity.
	#[error("{0:?} is no SMART scope: write patient/Observation.rs, user/*.read or the like")]
	Malformed(String),
	/// There are more than anybody needs.
	#[error("there are more than {MAX_SCOPES} scopes or parameters: ask for less")]
	TooMany,
}

/// On whose behalf the application acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
	/// One patient, the one of the launch.
	Patient,
	/// Whatever the user may see.
	User,
	/// No user: a system by itself.
	System,
}

/// What is done with a resource, in the order of the letters: `cruds`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Interaction {
	/// `c`
	Create = 1,
	/// `r`: read, and read of a version.
	Read = 2,
	/// `u`: update and patch.
	Update = 4,
	/// `d`
	Delete = 8,
	/// `s`: search, and the history of a type.
	Search = 16,
}

const LETTERS: [(char, Interaction); 5] = [
	('c', Interaction::Create),
	('r', Interaction::Read),
	('u', Interaction::Update),
	('d', Interaction::Delete),
	('s', Interaction::Search),
];
/// Scopes that are about launch and identity, and not about data.
const OTHERS: [&str; 6] =
	["openid", "fhirUser", "profile", "launch", "offline_access", "online_access"];

/// One scope about data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
	/// On whose behalf.
	pub context: Context,
	/// Which type of resource; none: all of them.
	pub resource: Option<String>,
	/// What may be done, a bit for each [`Interaction`].
	interactions: u8,
	/// What the data have to be like, as in a search: all have to match.
	pub parameters: Vec<(String, String)>,
}

/// The letters of v2, in their order and each once; or a word of v1, where `read` is `rs` and `write`
/// is `cud`.
fn interactions(text: &str) -> Option<u8> {
	let text = match text {
		"read" => "rs",
		"write" => "cud",
		"*" => "cruds",
		other => other,
	};
	let (mut bits, mut last) = (0, 0);
	for letter in text.chars() {
		let bit = LETTERS.iter().find(|(known, _)| *known == letter)?.1 as u8;
		if bit <= last {
			return None;
		}
		last = bit;
		bits |= bit;
	}
	(bits > 0).then_some(bits)
}

fn decoded(text: &str) -> Option<String> {
	percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

impl FromStr for Scope {
	type Err = ScopeError;

	fn from_str(text: &str) -> Result<Self, ScopeError> {
		let malformed = || ScopeError::Malformed(text.chars().take(80).collect());
		let (context, rest) = text.split_once('/').ok_or_else(malformed)?;
		let context = match context {
			"patient" => Context::Patient,
			"user" => Context::User,
			"system" => Context::System,
			_ => return Err(malformed()),
		};
		let (what, query) = match rest.split_once('?') {
			Some((what, query)) => (what, Some(query)),
			None => (rest, None),
		};
		let (resource, suffix) = what.split_once('.').ok_or_else(malformed)?;
		let resource = match resource {
			"*" => None,
			name if name.starts_with(|first: char| first.is_ascii_uppercase())
				&& name.chars().all(|letter| letter.is_ascii_alphabetic()) =>
			{
				Some(name.to_owned())
			}
			_ => return Err(malformed()),
		};
		let interactions = interactions(suffix).ok_or_else(malformed)?;
		let mut parameters = Vec::new();
		for parameter in query.into_iter().flat_map(|query| query.split('&')) {
			let (name, value) = parameter.split_once('=').ok_or_else(malformed)?;
			if parameters.len() == MAX_SCOPES {
				return Err(ScopeError::TooMany);
			}
			match (decoded(name), decoded(value)) {
				(Some(name), Some(value)) if !name.is_empty() && !value.is_empty() => {
					parameters.push((name, value));
				}
				_ => return Err(malformed()),
			}
		}
		Ok(Self { context, resource, interactions, parameters })
	}
}

impl fmt::Display for Scope {
	/// In the form of v2, parameters left out.
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		let context = match self.context {
			Context::Patient => "patient",
			Context::User => "user",
			Context::System => "system",
		};
		write!(f, "{context}/{}.", self.resource.as_deref().unwrap_or("*"))?;
		let held = |(_, bit): &&(char, Interaction)| self.interactions & *bit as u8 != 0;
		LETTERS.iter().filter(held).try_for_each(|(letter, _)| write!(f, "{letter}"))
	}
}

/// What an application wants to do.
#[derive(Clone, Copy, Debug)]
pub struct Want<'a> {
	/// On whose behalf.
	pub context: Context,
	/// With which type of resource.
	pub resource: &'a str,
	/// What.
	pub interaction: Interaction,
}

/// What an application was allowed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scopes(Vec<Scope>);

impl FromStr for Scopes {
	type Err = ScopeError;

	/// Scopes with spaces between them, as in a token. Those of launch and identity say nothing here.
	fn from_str(text: &str) -> Result<Self, ScopeError> {
		let mut scopes = Vec::new();
		for word in text.split_ascii_whitespace() {
			if OTHERS.contains(&word) || word.starts_with("launch/") {
				continue;
			}
			if scopes.len() == MAX_SCOPES {
				return Err(ScopeError::TooMany);
			}
			scopes.push(word.parse()?);
		}
		Ok(Self(scopes))
	}
}

impl Scopes {
	/// Whether one of them covers what is wanted. `matches` is asked whether the data are as a
	/// parameter says, and has to say no to what it does not understand or know.
	pub fn cover(&self, want: Want<'_>, matches: impl Fn(&str, &str) -> bool) -> bool {
		self.0.iter().any(|scope| {
			scope.context == want.context
				&& scope.interactions & want.interaction as u8 != 0
				&& scope.resource.as_deref().is_none_or(|resource| resource == want.resource)
				&& scope.parameters.iter().all(|(name, value)| matches(name, value))
		})
	}

	/// What is left of a decision by consent and policy: a permit only where a scope covers it too.
	pub fn narrow(
		&self,
		decision: Decision,
		want: Want<'_>,
		matches: impl Fn(&str, &str) -> bool,
	) -> Decision {
		match decision {
			Decision::Permit if self.cover(want, matches) => Decision::Permit,
			_ => Decision::Deny,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn scopes(text: &str) -> Scopes {
		text.parse().unwrap()
	}

	fn wants(interaction: Interaction) -> Want<'static> {
		Want { context: Context::Patient, resource: "Observation", interaction }
	}

	fn covered(text: &str) -> String {
		LETTERS
			.iter()
			.filter(|(_, what)| scopes(text).cover(wants(*what), |_, _| false))
			.map(|(letter, _)| letter)
			.collect()
	}

	#[test]
	fn cn_5_scopes_of_v1_and_v2_should_be_read_as_the_standard_has_them() {
		for (text, letters) in [
			("patient/Observation.rs", "rs"),
			("patient/Observation.cruds", "cruds"),
			("patient/*.r", "r"),
			("patient/Observation.read", "rs"),
			("patient/Observation.write", "cud"),
			("patient/Observation.*", "cruds"),
			("openid fhirUser launch launch/patient offline_access patient/*.s", "s"),
			("patient/Observation.c patient/Observation.d", "cd"),
			("patient/Condition.rs", ""),
			("user/Observation.rs", ""),
			("system/*.cruds", ""),
			("openid", ""),
			("", ""),
		] {
			assert_eq!(covered(text), letters, "{text}");
		}
		assert_eq!(scopes("user/*.write").0[0].to_string(), "user/*.cud");
	}

	#[test]
	fn cn_5_what_is_no_scope_should_be_refused_with_all_that_is_beside_it() {
		for text in [
			"Observation.rs",
			"patients/Observation.rs",
			"patient/Observation",
			"patient/Observation.",
			"patient/Observation.sr",
			"patient/Observation.rr",
			"patient/Observation.x",
			"patient/observation.rs",
			"patient/.rs",
			"patient/Observation.rs?",
			"patient/Observation.rs?category",
			"patient/Observation.rs?category=",
			"patient/Observation.rs?category=%FF",
			"admin",
		] {
			let both = format!("patient/*.cruds {text}");
			assert!(matches!(both.parse::<Scopes>(), Err(ScopeError::Malformed(_))), "{text}");
		}
		let many = "patient/*.r ".repeat(MAX_SCOPES + 1);
		assert_eq!(many.parse::<Scopes>(), Err(ScopeError::TooMany));
	}

	#[test]
	fn cn_5_a_parameter_should_narrow_and_what_is_not_understood_should_not_match() {
		let laboratory = scopes("patient/Observation.rs?category=http://hl7.org%7Claboratory");
		let want = wants(Interaction::Read);
		let is =
			|name: &str, value: &str| (name, value) == ("category", "http://hl7.org|laboratory");
		assert!(laboratory.cover(want, is));
		assert!(!laboratory.cover(want, |_, _| false));
		let both = scopes("patient/Observation.rs?category=http://hl7.org|laboratory&status=final");
		assert!(!both.cover(want, is), "all of them have to match");
	}

	#[test]
	fn cn_5_a_scope_should_never_widen_a_consent() {
		let want = wants(Interaction::Read);
		let (all, none) = (scopes("patient/*.cruds"), scopes("user/*.cruds"));
		let left = |scopes: &Scopes, decision| scopes.narrow(decision, want, |_, _| true);
		assert_eq!(left(&all, Decision::Permit), Decision::Permit);
		assert_eq!(left(&none, Decision::Permit), Decision::Deny);
		for scopes in [&all, &none] {
			assert_eq!(left(scopes, Decision::Deny), Decision::Deny);
		}
	}
}
