# What is wrong with a file that describes a network, one sentence a line. See docs/operators.md.
def account: type == "string" and test("^[1-9A-HJ-NP-Za-km-z]{46,49}$");
def accounts($name; $min):
	.[$name] // [] |
	if type != "array" then "\($name): wants a list of accounts"
	else
		(if length < $min then "\($name): wants at least \($min)" else empty end),
		(to_entries[] | select(.value | account | not) | "\($name)[\(.key)]: is not an SS58 account"),
		(if (unique | length) != length then "\($name): names an account twice" else empty end)
	end;
[
	"name", "id", "chainType", "protocolId", "bootNodes", "telemetryEndpoints", "validators",
	"council", "technicalCommittee", "issuers", "balances", "$comment"
] as $known |
if type != "object" then "wants an object"
else
	(keys - $known | .[] | "\(.): is not a key of this file"),
	(if (.name // "" | type == "string" and length > 0) then empty else "name: wants a text" end),
	(if (.id // "" | type == "string" and test("^[a-z][a-z0-9_-]{2,40}$")) then empty
	 else "id: wants 3 to 41 of a-z 0-9 _ -, a letter first" end),
	(if (.chainType // "Live" | IN("Live", "Local", "Development")) then empty
	 else "chainType: wants Live, Local or Development" end),
	(.bootNodes // [] | if type != "array" then "bootNodes: wants a list" else
		to_entries[] | select(.value | type != "string" or (test("^/.+/p2p/[1-9A-HJ-NP-Za-km-z]+$") | not)) |
		"bootNodes[\(.key)]: wants a multiaddress that ends in /p2p/PEER" end),
	(.validators // [] | if type != "array" or length < 3 then "validators: wants a list of at least 3" else
		(to_entries[] |
			.key as $index | .value |
			if type != "object" then "validators[\($index)]: wants an object"
			else
				("account", "aura", "grandpa") as $key |
				select(.[$key] | account | not) | "validators[\($index)].\($key): is not an SS58 account"
			end),
		(("account", "aura", "grandpa") as $key |
			if (map(.[$key]?) | unique | length) != length then "validators: two have the same \($key)" else empty end)
	end),
	accounts("council"; 1),
	accounts("technicalCommittee"; 1),
	(.issuers // [] | if type != "array" then "issuers: wants a list" else
		to_entries[] | select(.value | type != "object" or (.account | account | not) or (.capacity | type != "string")) |
		"issuers[\(.key)]: wants {capacity, account}" end),
	(.balances // [] | if type != "array" then "balances: wants a list" else
		to_entries[] | select(.value | type != "object" or (.account | account | not) or
			(.amount | type != "string" or (test("^[1-9][0-9]{0,18}$") | not))) |
		"balances[\(.key)]: wants {account, amount}, the amount a text of at most 19 digits" end)
end
