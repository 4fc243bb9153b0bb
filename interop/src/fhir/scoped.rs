//! What SMART scopes leave of a decision by FHIR consents (CN-5).

use super::{
	codes::{self, Coding},
	decide::{Asked, Question, Verdict},
};
use crate::smart::{Context, Interaction, Scopes, Want};
use salus_primitives::consent::{Action, Decision};

/// What an application has to be allowed for an action; for one that is not stated, all of it.
const fn interactions(action: Option<Action>) -> &'static [Interaction] {
	match action {
		Some(Action::Access | Action::Use | Action::Disclose) => &[Interaction::Read],
		Some(Action::Collect) => &[Interaction::Create],
		Some(Action::Correct) => &[Interaction::Update],
		None => &[Interaction::Read, Interaction::Create, Interaction::Update],
	}
}

/// Whether one of what is asked for is the token of a search: `system|code`, or a code of any system.
fn is_token(asked: &[Asked], token: &str) -> bool {
	asked.iter().any(|one| match token.contains('|') {
		true => Coding::parse(token, "") == one.coding,
		false => token == one.coding.code,
	})
}

impl Question {
	/// Whether scopes cover what is asked for. The launch's patient is the one of the request. Where
	/// the request does not say of which type the resource is, scopes of all types do; a parameter
	/// other than `_id`, `_security` and `code` is not known to match.
	pub fn is_covered_by(&self, scopes: &Scopes) -> bool {
		let data = self.data.as_ref();
		let classes = data.and_then(|data| data.classes.as_deref()).unwrap_or_default();
		let mut types: Vec<&str> = classes
			.iter()
			.filter(|one| one.coding.system == codes::RESOURCE_TYPES)
			.map(|one| one.coding.code.as_str())
			.collect();
		if types.is_empty() {
			// No type has this name.
			types.push("");
		}
		let matches = |name: &str, value: &str| {
			data.is_some_and(|data| {
				value.split(',').any(|value| match name {
					"_id" => {
						let record = data.record.as_deref().and_then(|text| text.rsplit_once('/'));
						record.is_some_and(|(_, id)| id == value)
					}
					"_security" => is_token(&data.labels, value),
					"code" => is_token(data.codes.as_deref().unwrap_or_default(), value),
					_ => false,
				})
			})
		};
		types.iter().all(|resource| {
			interactions(self.action).iter().all(|interaction| {
				[Context::Patient, Context::User, Context::System].into_iter().any(|context| {
					let want = Want { context, resource, interaction: *interaction };
					scopes.narrow(Decision::Permit, want, matches) == Decision::Permit
				})
			})
		})
	}
}

impl Verdict {
	/// What is left of it where an application was allowed no more than `scopes`: a permit only where
	/// they cover what is asked for. They never widen it.
	#[must_use]
	pub fn narrowed(mut self, question: &Question, scopes: &Scopes) -> Self {
		if self.decision == Decision::Permit && !question.is_covered_by(scopes) {
			self.decision = Decision::Deny;
			self.answer["decision"] = "deny".into();
			self.answer["reason"] = "scope".into();
			self.answer["provision"] = serde_json::Value::Null;
			for name in ["residual", "obligations"] {
				self.answer[name] = serde_json::Value::Array(Vec::new());
			}
		}
		self
	}
}
