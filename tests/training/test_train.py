"""The network, what it learns from a teacher, cutting and runs, on shapes of a few units."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

torch = pytest.importorskip("torch")


from training import arrays, teach  # noqa: E402
from training import batches as batching  # noqa: E402
from training import train as training_run  # noqa: E402
from training.batches import batches  # noqa: E402
from training.crf import Crf  # noqa: E402
from training.cut import cut, smaller  # noqa: E402
from training.labels import ENTITY_TAGS  # noqa: E402
from training.network import Network, Shape, buckets, mixed_precision  # noqa: E402
from training.train import Run, Settings, factor, load_network, parameters, tensors  # noqa: E402
from training.tune import mixed, tune  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

    from training.arrays import Alphabet, Texts

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SMALL = Shape(19, 19, 19, 19, width=24, layers=3, attention_heads=2, inner=32, arc=8, label=8, link=8, joint=8)
SETTINGS = Settings(steps=3, pieces_per_group=(("entities", 90), ("attribution", 90), ("syntax", 60), ("news", 90)))


def write(folder: Path, shape: Shape, alphabet: Alphabet) -> Path:
    torch.manual_seed(1)
    folder.mkdir(exist_ok=True)
    arrays.write_weights(folder, parameters(Network(shape)))
    labels = {name: [str(i) for i in range(19)] for name in ("upos", "xpos", "feats", "deprel")}
    arrays.write_inventory(folder, shape=asdict(shape), labels=labels, alphabet=alphabet, trained=False)
    return folder


@pytest.fixture(autouse=True)
def _short_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "LONGEST", 48)
    monkeypatch.setattr(batching, "SHORTEST", 24)
    monkeypatch.setattr(training_run, "CUT_ON", 1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, Texts], alphabet: Alphabet) -> Path:
    folder = write(tmp_path_factory.mktemp("data"), SMALL, alphabet)
    arrays.write_texts(folder, texts, np.eye(len(ENTITY_TAGS), dtype=bool))
    return folder


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory, alphabet: Alphabet) -> Path:
    shape = replace(SMALL, width=16, rounded=False, relative=32, epsilon=1e-5)
    return write(tmp_path_factory.mktemp("teacher"), shape, alphabet)


@pytest.fixture(scope="module")
def inputs(texts: dict[str, Texts], alphabet: Alphabet) -> dict[str, torch.Tensor]:
    return tensors(next(batches(texts["attribution"], 200, alphabet)), torch.device("cpu"))[0]


def same(one: Path, other: Path) -> bool:
    first, second = arrays.read_weights(one), arrays.read_weights(other)
    return all(np.array_equal(values, second[name]) for name, values in first.items())


@pytest.mark.slow
def test_an_interrupted_run_ends_as_an_unbroken_one(data: Path, teacher: Path, tmp_path: Path) -> None:
    for name, pieces in (("unbroken", [3]), ("broken", [2, 1])):
        for piece in pieces:
            run = Run(data, tmp_path / name, SETTINGS, teacher=teacher, inner=20)
            run.resume()
            run.train(save_every=50, until=piece)
    assert same(tmp_path / "unbroken", tmp_path / "broken")
    assert load_network(tmp_path / "broken").shape == replace(SMALL, inner=20)
    assert not same(tmp_path / "broken", data)


def test_a_run_without_teacher_learns_from_labels_alone(data: Path, tmp_path: Path) -> None:
    run = Run(data, tmp_path, SETTINGS)
    run.train(save_every=2)
    row = (tmp_path / "log.jsonl").read_text("utf8").splitlines()[-1]
    assert "news" not in row
    assert "taught" not in row
    assert '"syntax deprel"' in row


def test_minutes_are_a_budget_too(data: Path, tmp_path: Path) -> None:
    run = Run(data, tmp_path, replace(SETTINGS, steps=1e9, minutes=1e-9))
    run.train(save_every=1)
    assert run.step == 0
    assert run.done() == 1
    assert same(tmp_path, data)


def test_rates_rise_then_fall_to_zero() -> None:
    rates = [factor(each / 100, 0.1) for each in range(101)]
    assert 0 < rates[0] < rates[5] < rates[10] == max(rates)
    assert sorted(rates[10:], reverse=True) == rates[10:]
    assert rates[-1] == pytest.approx(0)


def test_tuning_moves_what_the_group_has_for_itself(data: Path, tmp_path: Path) -> None:
    tune(data, data, data, tmp_path, group="entities", steps=2, share=0.5)
    before, after = arrays.read_weights(data), arrays.read_weights(tmp_path)
    moved = {name for name, values in before.items() if not np.array_equal(values, after[name])}
    assert moved
    assert all(name.startswith(("encoder.top.entities.", "entity")) for name in moved)


def test_weights_are_mixed_by_share() -> None:
    one, other = ({"a": np.full(2, value, np.float32)} for value in (1, 5))
    assert mixed(one, other, 0.25)["a"].tolist() == [2, 2]


def test_a_teacher_has_nothing_to_tell_itself(data: Path, inputs: dict[str, torch.Tensor]) -> None:
    network = load_network(data).eval()
    given = teach.lesson(network, inputs)
    with torch.no_grad():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            trunk, words = network.read(inputs, whole=True)
        vectors, scores = {teach.TRUNK: trunk, **words}, network.scores(words)
        found = teach.losses(network, teach.maps(SMALL, SMALL), vectors, scores, given, inputs)
    assert len(found) == 13
    assert max(abs(float(loss)) for loss in found.values()) < 1e-4, found


def test_a_network_cut_to_its_own_shape_is_the_same(data: Path, inputs: dict[str, torch.Tensor]) -> None:
    network = load_network(data)
    whole = dict(cut(network, SMALL, [inputs]).named_parameters())
    assert all(torch.equal(parameter, whole[name]) for name, parameter in network.named_parameters())


def test_units_that_say_the_same_are_made_up_for(data: Path, inputs: dict[str, torch.Tensor]) -> None:
    network = load_network(data).eval()
    with torch.no_grad():
        for layer in (*network.encoder.shared, *network.encoder.top.values()):
            layer.up.weight[16:] = layer.up.weight[:16]
            layer.up.bias[16:] = layer.up.bias[:16]
    narrow = cut(network, smaller(SMALL, 16, None, relu=False), [inputs])
    with torch.no_grad():
        before, after = (each.read(inputs)[0] for each in (network, narrow))
    assert float((before - after).square().mean() / before.square().mean()) < 0.01


def test_layers_are_left_out(data: Path, inputs: dict[str, torch.Tensor]) -> None:
    shape = smaller(SMALL, None, 2, relu=True)
    network = load_network(data)
    less = cut(network, shape, [inputs])
    assert len(less.encoder.shared) == 1
    assert len(network.encoder.shared) == 2
    assert less.shape.relu


@pytest.fixture
def crf() -> Crf:
    torch.manual_seed(2)
    found = Crf(["O", "B-A", "I-A"])
    torch.nn.init.normal_(found.transitions)
    torch.nn.init.normal_(found.start)
    return found


def emissions(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(seed)
    return torch.randn(3, 6, 3), torch.tensor([[1] * 6, [1] * 3 + [0] * 3, [1] + [0] * 5]).bool()


def test_steps_joined_by_halves_add_up_to_the_same(crf: Crf) -> None:
    scores, mask = emissions(3)
    transitions, start = crf.scores()
    for words in range(1, 7):
        rest = (start + scores[:, 0], scores[:, 1:words], transitions, mask[:, 1:words])
        assert torch.allclose(crf._by_words(*rest).logsumexp(1), crf._by_halves(*rest).logsumexp(1), atol=1e-4)


def test_a_lattice_has_the_probabilities_of_all_paths(crf: Crf) -> None:
    scores, mask = emissions(4)
    found = crf.lattice(scores, mask)
    assert torch.allclose(found.tags.sum(-1), mask.float(), atol=1e-5)
    assert torch.isclose(found.pairs.sum(), torch.tensor(float(mask.sum() - 3)), atol=1e-4)
    assert torch.isclose(found.first.sum(), torch.tensor(3.0), atol=1e-5)
    with torch.no_grad():
        assert abs(float(crf.divergence(scores, mask, found))) < 1e-5
        assert float(crf.divergence(emissions(5)[0], mask, found)) > 0.1


def test_near_distances_have_buckets_of_their_own() -> None:
    distances = torch.tensor([0, -1, -7, -8, -20, -127, -500, 1, 7, 8, 500])
    assert buckets(distances, 32).tolist() == [0, 1, 7, 8, 10, 15, 15, 17, 23, 24, 31]


@pytest.mark.parametrize(
    ("able", "halves"),
    [({"amx_bf16": True}, True), ({"amx_bf16": False, "avx512_bf16": False, "avx2": True}, False), ({}, True)],
)
def test_processors_that_emulate_bfloat16_work_in_full_precision(
    monkeypatch: pytest.MonkeyPatch, able: dict[str, bool], halves: bool
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able, raising=False)
    with mixed_precision(torch.device("cpu")):
        assert ((torch.ones(2, 2) @ torch.ones(2, 2)).dtype == torch.bfloat16) is halves
