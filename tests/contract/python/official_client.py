"""Datadog's official Python client, pointed at a simulator: makes the calls that it is told, and tells what it parsed.

    datadog-python-client official_client.py < job.json

The job is {"url": …, "credentials": {"apiKey": …, "appKey": …, "bearerToken": …}, "calls": [[name, argument …], …]},
with credentials left out as is needed. The answer is a JSON list with one entry for each call: what the client made of
the response, each model as an object whose "model" is the name of its class; or {"error": class, "status": …, "body": …}.
"""

import json
import sys
import warnings
from datetime import datetime

from datadog_api_client import ApiClient, Configuration
from datadog_api_client.exceptions import ApiException
from datadog_api_client.model_utils import ModelComposed, ModelNormal, ModelSimple, UnparsedObject
from datadog_api_client.v2.api.key_management_api import KeyManagementApi
from datadog_api_client.v2.api.service_accounts_api import ServiceAccountsApi
from datadog_api_client.v2.api.users_api import UsersApi
from datadog_api_client.v2.model.personal_access_tokens_include_query_parameter_item import (
    PersonalAccessTokensIncludeQueryParameterItem,
)


def told(value):
    """A parsed value as JSON. What the model has no place for is named, as is what could not be parsed."""
    if isinstance(value, ModelSimple):
        return value.value
    if isinstance(value, UnparsedObject):
        return {"model": "UnparsedObject"}
    if isinstance(value, ModelComposed):
        return told(value.get_oneof_instance())
    if isinstance(value, ModelNormal):
        parts = value._data_store
        undeclared = [name for name in parts if name not in value.attribute_map]
        return {
            "model": type(value).__name__,
            **({"undeclared": undeclared} if undeclared else {}),
            **{name: told(part) for name, part in parts.items()},
        }
    if isinstance(value, list):
        return [told(part) for part in value]
    if isinstance(value, datetime):
        return {"model": "datetime", "value": value.isoformat()}
    return value


def call(method, arguments):
    """The outcome of one call."""
    try:
        return told(method(*arguments))
    except ApiException as error:
        return {"error": type(error).__name__, "status": error.status, "body": error.body}


def main(job):
    """Makes the calls, one after another."""
    credentials = job["credentials"]
    # Unknown parts are kept, so that they can be told.
    configuration = Configuration(host=job["url"], discard_unknown_keys=False)
    configuration.access_token = credentials.get("bearerToken")
    for name, key in (("apiKeyAuth", "apiKey"), ("appKeyAuth", "appKey")):
        configuration.api_key.pop(name, None)
        if key in credentials:
            configuration.api_key[name] = credentials[key]
    # In preview at Datadog, of which the client warns.
    warnings.filterwarnings("ignore", "Using unstable operation")
    configuration.unstable_operations["validate"] = True
    with ApiClient(configuration) as client:
        keys = KeyManagementApi(client)
        accounts = ServiceAccountsApi(client)
        methods = {
            "list": keys.list_personal_access_tokens,
            "listWithLeaks": lambda leaked: keys.list_personal_access_tokens(
                filter_leaked=leaked == "true",
                include=[PersonalAccessTokensIncludeQueryParameterItem.LEAK_INFORMATION],
            ),
            "getWithLeak": lambda token_id: keys.get_personal_access_token(
                token_id, include=[PersonalAccessTokensIncludeQueryParameterItem.LEAK_INFORMATION]
            ),
            "get": keys.get_personal_access_token,
            "revoke": keys.revoke_personal_access_token,
            "listOfAccount": accounts.list_service_account_access_tokens,
            "getOfAccount": accounts.get_service_account_access_token,
            "revokeOfAccount": accounts.revoke_service_account_access_token,
            "currentUser": UsersApi(client).get_current_user,
            "validate": keys.validate,
            "validateKeys": keys.validate_api_key,
            "rolePermissions": UsersApi(client).list_user_permissions,
        }
        return [call(methods[name], arguments) for name, *arguments in job["calls"]]


json.dump(main(json.load(sys.stdin)), sys.stdout)
