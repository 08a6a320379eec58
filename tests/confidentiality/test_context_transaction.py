import pytest
from django.db import connection, transaction

from backend.confidentiality.context import acting_in_turn, enter
from backend.parties.actors import ANONYMOUS, SYSTEM


def sees_everything():
    with connection.cursor() as cursor:
        cursor.execute("select polder_is_system()")
        return cursor.fetchone()[0]


def test_entering_outside_a_transaction_is_refused(committed_database):
    with pytest.raises(transaction.TransactionManagementError):
        enter(ANONYMOUS)
    with pytest.raises(transaction.TransactionManagementError), acting_in_turn():
        pass


def test_a_context_does_not_outlive_its_transaction(committed_database):
    with transaction.atomic():
        enter(SYSTEM)
        assert sees_everything()
    assert not sees_everything()
