"""Shows what a trained network answers for images.

usage: python3 answer.py CHECKPOINT IMAGES [IMAGES ...] [--scores]

CHECKPOINT is a file of `actorsearch run`: weights/STUDY/TRIAL.pt. IMAGES are IDX files, as MNIST's are, or PGM and PPM
pictures, of the size that the network was trained on.
"""
import argparse
import json
import sys

import torch

import images
import network


def main():
    parser = argparse.ArgumentParser(description="Show what a trained network answers for images.")
    parser.add_argument("checkpoint", help="a file of actorsearch run: weights/STUDY/TRIAL.pt")
    parser.add_argument("images", nargs="+", help="IDX files, or PGM and PPM pictures")
    parser.add_argument("--scores", action="store_true", help="the network's output for each image as JSON, and nothing else")
    arguments = parser.parse_args()
    try:
        model, head = network.load(arguments.checkpoint)
        batch = torch.cat([fitting(path, head) for path in arguments.images])
    except (OSError, ValueError) as error:
        sys.exit(str(error))

    with torch.no_grad():
        scores = model(network.normalise(batch, head))
    if arguments.scores:
        for row in scores.tolist():
            print(json.dumps(row))
        return

    parameters = sum(p.numel() for p in model.parameters())
    print(f"trial {head['trial'][:8]} of {head['study']}: {parameters} parameters, "
          f"{head['objective']['metric']} {head['value']:.4f} after epoch {head['epoch']}")
    names = head["class_names"] or [str(i) for i in range(head["classes"])]
    for number, (probability, answer) in enumerate(zip(*scores.softmax(1).max(1))):
        print(f"image {number + 1}: {names[answer]} ({probability:.4f})")


def fitting(path, head):
    """The images of a file, which must have the size that the network takes."""
    batch = images.read(path)
    if list(batch.shape[1:]) != head["image"]:
        raise ValueError(f"{path}: holds images of {list(batch.shape[1:])} (channels, height, width); the network takes {head['image']}")
    return batch


if __name__ == "__main__":
    main()
