//! The networks that the node knows by name, and those that a file describes.

use sc_service::{ChainType, Properties};

use salus_runtime::genesis;

/// A chain specification without extensions.
pub type ChainSpec = sc_service::GenericChainSpec;

/// The specification called `id`: `dev`, `local`, `staging`, or a path to a JSON file.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match id {
		"dev" | "development" => {
			preset("Salus Development", "salus_dev", ChainType::Development, genesis::DEVELOPMENT)
		}
		"" | "local" => preset("Salus Local", "salus_local", ChainType::Local, genesis::LOCAL),
		"staging" => preset("Salus Staging", "salus_staging", ChainType::Live, genesis::STAGING),
		path => ChainSpec::from_json_file(path.into()).map_err(|error| {
			format!("{path} is neither a network (dev, local, staging) nor a chain specification: {error}")
		}),
	}
}

fn preset(name: &str, id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), "SALUS".into());
	properties.insert("tokenDecimals".into(), 12.into());
	properties.insert("ss58Format".into(), salus_runtime::configs::SS58Prefix::get().into());
	Ok(ChainSpec::builder(salus_runtime_wasm::wasm()?, None)
		.with_name(name)
		.with_id(id)
		.with_chain_type(kind)
		.with_protocol_id(&id.replace('_', "-"))
		.with_properties(properties)
		.with_genesis_config_preset_name(preset)
		.build())
}
