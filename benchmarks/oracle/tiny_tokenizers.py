"""Writes the small tokenizers of the suite and what the tokenizers library makes of some texts."""

import json
import pathlib
import sys

from tokenizers import AddedToken, Tokenizer
from tokenizers import decoders, models, normalizers, pre_tokenizers, processors, trainers

CORPUS = [
    "The quick brown fox jumps over the lazy dog and then it rests in the sun.",
    "Where there is a will there is a way; there the river and the other road meet.",
    "In the beginning the words were few, and then they were many and then more.",
]
TEXTS = [
    "",
    " ",
    "the",
    " the other  way\n\n\tthen",
    "Hello, world! It's 2024.",
    "na\u00efve caf\u00e9 \u4f60\u597d \U0001f600",
    "a</s>b<s> c",
    "e\u0301 \u00a0x",
    "<unk><pad>",
    "many words and many more words " * 3,
]
SPECIALS = ["<pad>", "<s>", "</s>"]


def byte_level():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE,
        show_progress=False,
        special_tokens=SPECIALS,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    return tokenizer


def pieces():
    mark = "\u2581"
    names = [*SPECIALS, *(f"<0x{byte:02X}>" for byte in range(256))]
    vocabulary = {name: i for i, name in enumerate(names)}
    merges = []
    words = [mark + word for line in CORPUS for word in line.split()]
    for letter in [mark, *sorted({c for word in words for c in word} - {mark})]:
        if len(vocabulary) < SIZE - 20:
            vocabulary[letter] = len(vocabulary)
    pairs = "t h,th e,_ the,e r,a n,an d,_ and,_ w,r e,i n,o r,_ _,the n,_ then"
    for left, right in (pair.split() for pair in pairs.replace("_", mark).split(",")):
        if left in vocabulary and right in vocabulary and len(vocabulary) < SIZE:
            merges.append((left, right))
            vocabulary.setdefault(left + right, len(vocabulary))
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend(mark), normalizers.Replace(" ", mark)])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace(mark, " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in SPECIALS])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return tokenizer


SIZE = 331


def main(root):
    for name, tokenizer in {"byte-level": byte_level(), "pieces": pieces()}.items():
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        settings = {
            "bos_token": "<s>",
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "tokenizer_class": "PreTrainedTokenizerFast",
        }
        (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")
        cases = []
        for text in TEXTS:
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            cases.append({"text": text, "ids": ids, "decoded": tokenizer.decode(ids, skip_special_tokens=False)})
        lines = "\n".join(json.dumps(case) for case in cases)
        (folder / "cases.jsonl").write_text(lines + "\n")
        print(name, tokenizer.get_vocab_size(), [len(case["ids"]) for case in cases])


main(pathlib.Path(sys.argv[1]))
