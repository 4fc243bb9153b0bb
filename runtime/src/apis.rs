//! The runtime APIs: what the node and its clients ask the runtime.

use alloc::vec::Vec;

use frame_support::{
	dispatch::GetDispatchInfo,
	genesis_builder_helper::{build_state, get_preset},
	weights::{Weight, WeightMeter},
};
use pallet_grandpa::AuthorityId as GrandpaId;
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	traits::{Block as BlockT, Dispatchable, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, DispatchError,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

use salus_primitives::{
	consent::Month,
	lot::PackProof,
	merkle::Root,
	obligations::ObligationPage,
	participants::{CredentialInfo, Holder},
	records::{
		AccessDecision, AccessError, AccessQuery, BatchId, BreachInfo, BreachPage,
		ConsentHistoryPage, ConsentInfo, DisclosurePage, EncryptionKey, PaidInFull as _, PatientId,
		PatientInfo, PrivilegeInfo, RecordInfo, RecordToken, Release, ReleaseRefusal,
		RepresentativeInfo, RequestInfo, RowId, TicketId, TicketInfo,
	},
	supply::{
		CaseInfo, ConditionsInfo, ConsigneePage, Epc, ItemInfo, LeafInfo, LotInfo, LotNumber,
		NoticeInfo, OpenCase, OpenCasePage, RangePage, RecallInfo, RecipientPage, ScopedId,
		ShipmentInfo, TracePage, TraceRequestInfo, Verification, VerifyQuery,
	},
	BadCursor, Capacity, Moment, ObligationKind, OrganisationId, Participants as _,
};
use salus_runtime_api::{OrganisationInfo, OrganisationQuery, MAX_DRY_RUN, MAX_PAGE};

use crate::{
	configs, genesis, AccountId, Balance, Block, Executive, Grandpa, Historical, InherentDataExt,
	Nonce, Obligations, Participants, RecordsAccess, Runtime, RuntimeCall, RuntimeOrigin,
	SessionKeys, SupplyChain, System, TransactionPayment, VERSION,
};

/// Dispatch calls one after another on the state as it is; whoever asks throws the state away.
///
/// Nobody pays for this, so that what one question may cost the node is bounded, by number and by
/// weight. What does not fit is answered with `Exhausted`.
pub fn dry_run(calls: Vec<(AccountId, RuntimeCall)>) -> Vec<Result<(), DispatchError>> {
	let mut meter = WeightMeter::with_limit(configs::MAX_DRY_RUN_WEIGHT);
	calls
		.into_iter()
		.enumerate()
		.map(|(index, (signer, call))| {
			let weight = call.get_dispatch_info().total_weight();
			if index >= MAX_DRY_RUN || meter.try_consume(weight).is_err() {
				return Err(DispatchError::Exhausted);
			}
			call.dispatch(RuntimeOrigin::signed(signer)).map(drop).map_err(|failed| failed.error)
		})
		.collect()
}

/// What has to be done about cases of the supply chain.
const CASE_DUTIES: [ObligationKind; 5] = [
	ObligationKind::InvestigateSuspect,
	ObligationKind::NotifyIllegitimate,
	ObligationKind::AnswerAlert,
	ObligationKind::ResolveException,
	ObligationKind::DecideExcursion,
];

/// Open cases in which an organisation has something to do. Obligations are indexed by it and the
/// time that they are due, cases are not: this is where the two meet.
pub fn open_cases(
	organisation: OrganisationId,
	cursor: Option<Vec<u8>>,
	limit: u32,
) -> Result<OpenCasePage, BadCursor> {
	let page = Obligations::list_open(organisation, cursor, limit.min(MAX_PAGE))?;
	let cases = page
		.obligations
		.into_iter()
		.filter(|open| CASE_DUTIES.contains(&open.key.kind))
		.filter_map(|open| {
			let key = SupplyChain::key_of_subject(&open.key.subject)?;
			let case = SupplyChain::case_info(key)?;
			Some(OpenCase { duty: open.key.kind, due: open.due, overdue: open.overdue, case })
		})
		.collect();
	Ok(OpenCasePage { cases, next: page.next })
}

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(configs::time::SLOT_DURATION)
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Grandpa::submit_unsigned_equivocation_report(
				equivocation_proof,
				key_owner_proof.decode()?,
			)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			use codec::Encode;
			use frame_support::traits::KeyOwnerProofSystem;

			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| proof.encode())
				.map(sp_consensus_grandpa::OpaqueKeyOwnershipProof::new)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime {
		fn query_call_info(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl salus_runtime_api::ParticipantsApi<Block, AccountId> for Runtime {
		fn organisation(query: OrganisationQuery<AccountId>) -> Option<OrganisationInfo<AccountId>> {
			let id = match query {
				OrganisationQuery::Id(id) => id,
				OrganisationQuery::Controller(account) => {
					pallet_participants::ControllerOf::<Runtime>::get(account)?
				},
				OrganisationQuery::Location(gln) => Participants::organisation_at(gln)?,
			};
			Some(OrganisationInfo { id, controller: Participants::controller(id)? })
		}

		fn credentials(holder: Holder<AccountId>) -> Vec<CredentialInfo<AccountId>> {
			Participants::credentials_of(&holder)
		}
	}

	impl salus_runtime_api::ObligationsApi<Block> for Runtime {
		fn list_open(
			organisation: OrganisationId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<ObligationPage, BadCursor> {
			Obligations::list_open(organisation, cursor, limit.min(MAX_PAGE))
		}
	}

	impl salus_runtime_api::SupplyChainApi<Block> for Runtime {
		fn verify_pack(query: VerifyQuery) -> Verification {
			SupplyChain::verify_pack(query)
		}

		fn trace(
			epc: Epc,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<Option<TracePage>, BadCursor> {
			SupplyChain::trace(epc, cursor, limit.min(MAX_PAGE))
		}

		fn known_events(hashes: Vec<[u8; 32]>) -> Vec<bool> {
			hashes
				.into_iter()
				.take(MAX_DRY_RUN)
				.map(pallet_supply_chain::Events::<Runtime>::contains_key)
				.collect()
		}

		fn trace_unit(gtin: u64, pack: PackProof, cursor: Option<Vec<u8>>, limit: u32) -> Result<Option<TracePage>, BadCursor> {
			SupplyChain::trace_unit(gtin, pack, cursor, limit.min(MAX_PAGE))
		}

		fn trace_leaf(gtin: u64, lot: LotNumber, index: u32, cursor: Option<Vec<u8>>, limit: u32) -> Result<Option<TracePage>, BadCursor> {
			SupplyChain::trace_leaf(gtin, lot, index, cursor, limit.min(MAX_PAGE))
		}

		fn lot(gtin: u64, lot: LotNumber) -> Option<LotInfo> {
			SupplyChain::lot_info(gtin, &lot)
		}

		fn list_ranges(gtin: u64, lot: LotNumber, cursor: Option<Vec<u8>>, limit: u32) -> Result<Option<RangePage>, BadCursor> {
			SupplyChain::list_ranges(gtin, &lot, cursor, limit.min(MAX_PAGE))
		}

		fn leaf(gtin: u64, lot: LotNumber, index: u32) -> Option<LeafInfo> {
			SupplyChain::leaf_info(gtin, &lot, index)
		}

		fn item(epc: Epc) -> Option<ItemInfo> {
			SupplyChain::item_info(&epc)
		}

		fn case(key: ScopedId) -> Option<CaseInfo> {
			SupplyChain::case_info(key)
		}

		fn list_open_cases(organisation: OrganisationId, cursor: Option<Vec<u8>>, limit: u32) -> Result<OpenCasePage, BadCursor> {
			open_cases(organisation, cursor, limit)
		}

		fn recall(id: [u8; 16]) -> Option<RecallInfo> {
			SupplyChain::recall_info(id)
		}

		fn list_consignees(id: [u8; 16], cursor: Option<Vec<u8>>, limit: u32) -> Result<ConsigneePage, BadCursor> {
			SupplyChain::list_consignees(id, cursor, limit.min(MAX_PAGE))
		}

		fn shipment(key: ScopedId) -> Option<ShipmentInfo> {
			SupplyChain::shipment_info(key)
		}

		fn conditions(items: Vec<Epc>) -> Vec<Option<ConditionsInfo>> {
			items.iter().take(MAX_PAGE as usize).map(SupplyChain::conditions).collect()
		}

		fn notice(key: ScopedId) -> Option<NoticeInfo> {
			SupplyChain::notice_info(key)
		}

		fn list_recipients(key: ScopedId, cursor: Option<Vec<u8>>, limit: u32) -> Result<RecipientPage, BadCursor> {
			SupplyChain::list_recipients(key, cursor, limit.min(MAX_PAGE))
		}

		fn trace_request(key: ScopedId) -> Option<TraceRequestInfo> {
			SupplyChain::trace_request_info(key)
		}
	}

	impl salus_runtime_api::RecordsApi<Block, AccountId> for Runtime {
		fn patient(id: PatientId) -> Option<PatientInfo<AccountId>> {
			RecordsAccess::patient(&id)
		}

		fn encryption_key(account: AccountId) -> Option<EncryptionKey> {
			RecordsAccess::encryption_key(&account)
		}

		fn evaluate_access(query: AccessQuery<AccountId>) -> Result<AccessDecision, AccessError> {
			RecordsAccess::evaluate_access(query)
		}

		fn consent(patient: PatientId, controller: OrganisationId) -> Option<ConsentInfo> {
			RecordsAccess::consent(&patient, controller)
		}

		fn consent_history(patient: PatientId, cursor: Option<Vec<u8>>, limit: u32) -> Result<ConsentHistoryPage<AccountId>, BadCursor> {
			RecordsAccess::consent_history(&patient, cursor, limit.min(MAX_PAGE))
		}

		fn ticket(requester: OrganisationId, id: TicketId) -> Option<TicketInfo<AccountId>> {
			RecordsAccess::ticket(requester, id)
		}

		fn list_disclosures(patient: PatientId, from: Option<Month>, to: Option<Month>, cursor: Option<Vec<u8>>, limit: u32) -> Result<DisclosurePage<AccountId>, BadCursor> {
			RecordsAccess::list_disclosures(&patient, from, to, cursor, limit.min(MAX_PAGE))
		}

		fn authorise_release(requester: OrganisationId, ticket: TicketId, account: AccountId) -> Result<Release, ReleaseRefusal> {
			RecordsAccess::authorise_release(requester, ticket, &account)
		}

		fn authorise_own_release(patient: PatientId, account: AccountId) -> Result<Release, ReleaseRefusal> {
			RecordsAccess::authorise_own_release(&patient, &account)
		}

		fn privilege(organisation: OrganisationId, capacity: Capacity, account: AccountId) -> Option<PrivilegeInfo> {
			RecordsAccess::privilege(organisation, capacity, &account)
		}

		fn record(token: RecordToken) -> Option<RecordInfo> {
			RecordsAccess::record(&token)
		}

		fn record_batch(custodian: OrganisationId, id: BatchId) -> Option<(Root, Moment)> {
			RecordsAccess::record_batch(custodian, id)
		}

		fn access_log(custodian: OrganisationId, id: BatchId) -> Option<(Root, Moment)> {
			RecordsAccess::access_log(custodian, id)
		}

		fn representative(patient: PatientId, account: AccountId) -> Option<RepresentativeInfo> {
			RecordsAccess::representative(&patient, &account)
		}

		fn rights_request(patient: PatientId, id: RowId) -> Option<RequestInfo> {
			RecordsAccess::rights_request(&patient, &id)
		}

		fn breach(custodian: OrganisationId, id: RowId) -> Option<BreachInfo> {
			RecordsAccess::breach(custodian, &id)
		}

		fn list_breaches(custodian: OrganisationId, cursor: Option<Vec<u8>>, limit: u32) -> Result<BreachPage, BadCursor> {
			RecordsAccess::list_breaches(custodian, cursor, limit.min(MAX_PAGE))
		}

		fn is_paid_in_full(patient: PatientId, service: [u8; 32]) -> bool {
			RecordsAccess::is_paid_in_full(&patient, &service)
		}
	}

	impl salus_runtime_api::DryRunApi<Block, AccountId, RuntimeCall> for Runtime {
		fn dry_run(calls: Vec<(AccountId, RuntimeCall)>) -> Vec<Result<(), DispatchError>> {
			dry_run(calls)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<crate::RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<crate::RuntimeGenesisConfig>(id, genesis::preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis::names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(extra: bool) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			use frame_benchmarking::{baseline::Pallet as BaselineBench, BenchmarkList};
			use frame_support::traits::StorageInfoTrait;
			use frame_system_benchmarking::{
				extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
			};

			use crate::*;

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, crate::AllPalletsWithSystem::storage_info())
		}

		#[allow(non_local_definitions)]
		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			use frame_benchmarking::{baseline::Pallet as BaselineBench, BenchmarkBatch};
			use frame_support::traits::{TrackedStorageKey, WhitelistedStorageKeys};
			use frame_system_benchmarking::{
				extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
			};

			use crate::*;

			impl frame_system_benchmarking::Config for Runtime {}
			impl frame_benchmarking::baseline::Config for Runtime {}

			let whitelist: Vec<TrackedStorageKey> =
				crate::AllPalletsWithSystem::whitelisted_storage_keys();
			let mut batches = Vec::<BenchmarkBatch>::new();
			let params = (&config, &whitelist);
			add_benchmarks!(params, batches);
			Ok(batches)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let weight = Executive::try_runtime_upgrade(checks)
				.expect("an upgrade that fails its checks must not be released");
			(weight, configs::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("a block that fails its checks must be seen")
		}
	}
}
