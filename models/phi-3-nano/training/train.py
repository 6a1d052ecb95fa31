"""Trains phi-3-nano on a corpus of conversations: a given number of steps, never a given time, so the same seed gives the same weights.

    python3 train.py --corpus corpus.jsonl --tokenizer models/phi-3-nano --out nano.pt --steps 16000 --exam exam.jsonl

Loss on what the assistant says. Muon for the matrices of the layers, AdamW for embedding, head and norms; the rate is constant
for three tenths of the steps, then falls in a straight line. The layers' products are in bfloat16, everything else in float32. Goes on from --out where that was left by the same run.
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import bpe
from model import CONFIG, Phi3

MUON_RATE = 0.006
ADAM_RATE = 2e-3
WARM_UP_STEPS = 60
CONSTANT_SHARE = 0.3
LAST_RATE = 0.02
BATCHES_A_CHUNK = 64
SECONDS_BETWEEN_REPORTS = 30


def encode_corpus(path, tokenizer):
    """The corpus as one array of ids, one of flags and the boundaries; kept beside it, since encoding takes a minute."""
    kept = path + '.npz'
    if os.path.exists(kept) and os.path.getmtime(kept) > os.path.getmtime(path):
        stored = np.load(kept)
        return stored['ids'], stored['said'], stored['ends']
    ids, said, ends = [], [], []
    with open(path) as file:
        for line in file:
            tokens, flags = tokenizer.encode_chat(json.loads(line)['messages'])
            ids += tokens
            said += flags
            ends.append(len(ids))
    arrays = np.array(ids, np.uint16), np.array(said, np.bool_), np.array(ends, np.int64)
    np.savez(kept, ids=arrays[0], said=arrays[1], ends=arrays[2])
    return arrays


def batches_of(ends, tokens_a_batch, seed):
    """Which conversations each step reads: neighbours in length share a batch, so that little is padded."""
    lengths = np.diff(ends, prepend=0)
    shuffle = random.Random(seed).shuffle
    batches, chunk, padded = [], [], 0
    for index, length in enumerate(lengths):
        chunk.append(index)
        padded += length
        if padded < BATCHES_A_CHUNK * tokens_a_batch:
            continue
        chunk.sort(key=lambda each: lengths[each])
        cut, batch = [], []
        for each in chunk:
            if batch and (len(batch) + 1) * lengths[each] > tokens_a_batch:
                cut.append(batch)
                batch = []
            batch.append(each)
        cut.append(batch)
        shuffle(cut)
        batches += cut
        chunk, padded = [], 0
    return batches


def pad(examples, filler):
    length = max(len(ids) for ids, _ in examples)
    ids = torch.full((len(examples), length), filler)
    said = torch.zeros((len(examples), length), dtype=torch.bool)
    for row, (tokens, flags) in enumerate(examples):
        ids[row, :len(tokens)] = torch.from_numpy(np.asarray(tokens, np.int64))
        said[row, :len(flags)] = torch.from_numpy(np.asarray(flags, np.bool_))
    return ids, said


def orthogonalised(gradient, steps=4):
    """Newton-Schulz iteration of Muon: the nearest matrix whose singular values are all about one."""
    x = (gradient / (gradient.norm() + 1e-7)).bfloat16()
    is_tall = x.shape[0] > x.shape[1]
    if is_tall:
        x = x.t()
    for _ in range(steps):
        a = x @ x.t()
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
    return (x.t() if is_tall else x).float()


class Muon:
    def __init__(self, matrices):
        self.matrices = matrices
        self.momenta = [torch.zeros_like(matrix) for matrix in matrices]

    @torch.no_grad()
    def step(self, rate):
        for matrix, momentum in zip(self.matrices, self.momenta):
            momentum.mul_(0.95).add_(matrix.grad)
            update = orthogonalised(matrix.grad.add(momentum, alpha=0.95))
            scale = max(1, matrix.shape[0] / matrix.shape[1]) ** 0.5
            matrix.mul_(1 - rate * 0.1).add_(update, alpha=-rate * scale)
            matrix.grad = None


@torch.no_grad()
def sit_exam(model, tokenizer, questions):
    """By kind: the share of questions whose every token is the likeliest one, and the mean loss a token."""
    results = {}
    for start in range(0, len(questions), 40):
        part = questions[start:start + 40]
        ids, said = pad([tokenizer.encode_chat([dict(role='user', content=each['prompt']), dict(role='assistant', content=each['gold'])]) for each in part], tokenizer.end_of_text)
        logits = model.lm_head(model.hidden_states(ids[:, :-1]))
        targets, flags = ids[:, 1:], said[:, 1:]
        right = ((logits.argmax(-1) == targets) | ~flags).all(1)
        losses = F.cross_entropy(logits.transpose(1, 2), targets, reduction='none')
        for row, each in enumerate(part):
            results.setdefault((each['tier'], each['task']), []).append((float(right[row]), losses[row][flags[row]].mean().item()))
    return results


def report_exam(results):
    for tier in sorted({tier for tier, _ in results}):
        of_tier = {task: each for (other, task), each in results.items() if other == tier}
        everything = [right for each in of_tier.values() for right, _ in each]
        tasks = ', '.join(f'{task} {np.mean([right for right, _ in each]):.2f} ({np.mean([loss for _, loss in each]):.2f})' for task, each in sorted(of_tier.items()))
        print(f'  {tier} {np.mean(everything):.3f}: {tasks}')
    taught = [right for (tier, _), each in results.items() if tier != 'out_of_distribution' for right, _ in each]
    print(f'  taught tiers together: {np.mean(taught):.4f}', flush=True)


def rate_at(step, steps):
    left = (1 - step / steps) / (1 - CONSTANT_SHARE)
    return min(1, (step + 1) / WARM_UP_STEPS, max(LAST_RATE, left))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--corpus', required=True)
    options.add_argument('--tokenizer', required=True, help='folder with tokenizer.json')
    options.add_argument('--out', required=True, help='checkpoint; an unfinished one is gone on with')
    options.add_argument('--exam', help='JSON Lines of an exam, sat now and then')
    options.add_argument('--steps', type=int, default=16000)
    options.add_argument('--tokens-a-batch', type=int, default=2048)
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--threads', type=int, default=1)
    options.add_argument('--exam-every', type=int, default=500)
    options.add_argument('--save-every', type=int, default=100)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(given.seed)
    tokenizer = bpe.load(given.tokenizer)
    config = {**CONFIG, 'vocabulary': tokenizer.size}
    ids, said, ends = encode_corpus(given.corpus, tokenizer)
    batches = batches_of(ends, given.tokens_a_batch, given.seed)
    if len(batches) < given.steps:
        raise SystemExit(f'{given.corpus} has {len(batches)} batches of {given.tokens_a_batch} tokens; {given.steps} steps want as many. Write a longer corpus.')
    questions = []
    if given.exam:
        with open(given.exam) as file:
            questions = [json.loads(line) for line in file]

    model = Phi3(config)
    matrices = [weight for name, weight in model.named_parameters() if weight.dim() == 2 and 'layers' in name]
    others = [weight for name, weight in model.named_parameters() if not (weight.dim() == 2 and 'layers' in name)]
    muon = Muon(matrices)
    adam = torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.98), weight_decay=0.0)
    run = dict(seed=given.seed, steps=given.steps, tokens_a_batch=given.tokens_a_batch, examples=len(ends), tokens=int(ends[-1]))
    first, examples, tokens, spent = 0, 0, 0, 0.0
    if os.path.exists(given.out):
        stored = torch.load(given.out)
        if stored['run'] != run:
            raise SystemExit(f'{given.out} is of another run ({stored["run"]}, not {run}): delete it or name another.')
        model.load_state_dict(stored['weights'])
        adam.load_state_dict(stored['adam'])
        muon.momenta = stored['momenta']
        first, examples, tokens, spent = stored['step'], stored['examples'], stored['tokens'], stored['seconds']
        print(f'Going on from step {first}.')
    print(f'{sum(weight.numel() for weight in model.parameters()):,} parameters, {given.steps} steps, {len(ends):,} conversations of {ends[-1] / len(ends):.1f} tokens.', flush=True)

    def save(step):
        torch.save(dict(run=run, config=config, weights=model.state_dict(), adam=adam.state_dict(), momenta=muon.momenta, step=step, examples=examples, tokens=tokens,
                        seconds=spent + time.time() - started), given.out + '.part')
        os.replace(given.out + '.part', given.out)

    started = reported = time.time()
    loss_average = None
    for step in range(first, given.steps):
        examples_of_step = [(ids[(ends[each - 1] if each else 0):ends[each]], said[(ends[each - 1] if each else 0):ends[each]]) for each in batches[step]]
        batch, flags = pad(examples_of_step, tokenizer.end_of_text)
        flags = flags[:, 1:]
        with torch.autocast('cpu', dtype=torch.bfloat16):
            states = model.hidden_states(batch[:, :-1])
        loss = F.cross_entropy(model.lm_head(states[flags].float()), batch[:, 1:][flags])
        loss.backward()
        rate = rate_at(step, given.steps)
        for group in adam.param_groups:
            group['lr'] = ADAM_RATE * rate
        adam.step()
        adam.zero_grad(set_to_none=True)
        muon.step(MUON_RATE * rate)
        examples += len(batch)
        tokens += batch.numel()
        loss_average = loss.item() if loss_average is None else 0.98 * loss_average + 0.02 * loss.item()
        now = time.time()
        if now - reported > SECONDS_BETWEEN_REPORTS or step + 1 == given.steps:
            pace = (now - started) / (step + 1 - first)
            print(f'step {step + 1}/{given.steps}, {tokens / (spent + now - started):.0f} tokens a second, loss {loss_average:.4f}, {(given.steps - step - 1) * pace / 60:.1f} minutes left', flush=True)
            reported = now
        if (step + 1) % given.save_every == 0 or step + 1 == given.steps:
            save(step + 1)
        if questions and ((step + 1) % given.exam_every == 0 or step + 1 == given.steps):
            report_exam(sit_exam(model, tokenizer, questions))
    print(f'{given.steps} steps, {examples:,} conversations, {tokens:,} tokens with padding, {spent + time.time() - started:.0f} seconds.')


if __name__ == '__main__':
    main()
