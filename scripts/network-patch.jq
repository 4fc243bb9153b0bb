# Fills the chain specification of a preset in with what the file $network says.
$network[0] as $n |
# jq rounds numbers beyond 2^53: ./scripts/make-network takes the quotes and the mark off again.
def amount: "amount:" + .;
.name = $n.name |
.id = $n.id |
.chainType = ($n.chainType // "Live") |
.protocolId = ($n.protocolId // $n.id) |
.bootNodes = ($n.bootNodes // []) |
.telemetryEndpoints = ($n.telemetryEndpoints // null) |
.genesis.runtimeGenesis.patch |= (
	.balances.balances = [($n.balances // [])[] | [.account, (.amount | amount)]] |
	.validatorSet.validators = [$n.validators[].account] |
	.session.keys = [$n.validators[] | [.account, .account, {aura, grandpa}]] |
	.council.members = $n.council |
	.technicalCommittee.members = $n.technicalCommittee |
	.participants.issuers = [($n.issuers // [])[] | [.capacity, .account]]
)
